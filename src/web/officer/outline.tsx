import { getOrganisation } from '../../foundations/organisations/index.ts'
import { formatDateVi, formatInstantVi, localTimeOf } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import type { DossierOutline } from '../../public-services/dossier/index.ts'
import { Lanes, StatusTag, Timeline, type Lang, type LaneState } from '../kit/index.ts'
import { workStrings } from './strings.ts'

/** An outline with the names of the bodies in it. */
export interface OutlineModel {
  readonly outline: DossierOutline
  readonly units: ReadonlyMap<string, string>
}

type OutlineLane = DossierOutline['lanes'][number]

/** A dossier without anybody's data: stages, clocks, who holds it, what happened when. */
export function Outline(props: OutlineModel & { lang: Lang }) {
  const { outline, units, lang } = props
  const say = workStrings.in(lang)
  return (
    <>
      <p class="caption">{say('outline.caption')}</p>
      <h1>{outline.code}</h1>
      <p class="lead">{outline.serviceName}</p>
      <p>{say('outline.sent', { when: formatInstantVi(outline.submittedAt), how: say(`mode.${outline.filingMode}` as 'mode.self') })}{outline.endedAt && <> · {say('outline.ended', { when: formatInstantVi(outline.endedAt) })}</>}</p>
      <h2>{say('outline.lanes')}</h2>
      <Lanes level={3} label={say('outline.lanes')} lanes={outline.lanes.map((lane) => ({
        title: lane.title, state: laneStateOf(lane), stateText: lane.stateName, holder: units.get(lane.unit) ?? '',
        ...(lane.clockWords ? { clock: <StatusTag tone={lane.late ? 'problem' : lane.endedAt ? 'known' : 'info'} icon={lane.late ? 'warning' : lane.endedAt ? 'check' : 'clock'}>{lane.clockWords[props.lang]}</StatusTag> } : {}),
        ...(lane.dueAt ? { note: say('outline.due', { date: formatDateVi(localTimeOf(lane.dueAt).date) }) } : {}),
      }))} />
      <h2>{say('outline.timeline')}</h2>
      <Timeline label={say('outline.timeline')} events={[...outline.timeline].reverse().map((event) => ({
        when: formatInstantVi(event.at), text: event.says ?? say('outline.step'), detail: event.organisationId ? units.get(event.organisationId) : undefined, kind: event.kind === 'refuse' ? 'problem' : event.kind === 'defects' ? 'pause' : 'event',
      }))} />
      <p class="hint">{say('outline.no-person')}</p>
    </>
  )
}

function laneStateOf(lane: OutlineLane): LaneState {
  if (lane.outcome === 'done') return 'done'
  if (lane.outcome === 'refused') return 'refused'
  if (lane.outcome !== null) return 'stopped'
  return lane.clockWords === null ? 'waiting' : 'active'
}

/** Reads the names of every body an outline mentions. */
export async function withUnits(ctx: Ctx, outline: DossierOutline): Promise<OutlineModel> {
  const units = new Map<string, string>()
  for (const id of new Set([...outline.lanes.map((lane) => lane.unit), ...outline.timeline.map((event) => event.organisationId)])) {
    if (id) units.set(id, (await getOrganisation(ctx, id)).name)
  }
  return { outline, units }
}
