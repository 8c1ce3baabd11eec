import { formatInstantVi, localTimeOf, formatDayEn, formatDayVi } from '../../kernel/plain-date.ts'
import type { Instant, PlainDate } from '../../platform/index.ts'
import { lanesOf, type ExitName, type State } from '../../public-services/catalogue/index.ts'
import { findService, type OfficerCase } from '../../public-services/dossier/index.ts'
import type { ButtonKind, Lang } from '../kit/index.ts'
import { caseStrings } from './case-strings.ts'

type Word = keyof typeof caseStrings.vi

/** Exits an officer may press, in the order of the decision bar, with the key printed on each. */
export const exitKeys: readonly { readonly exit: ExitName; readonly key: string; readonly kind: ButtonKind }[] = [
  { exit: 'accept', key: 'F10', kind: 'primary' }, { exit: 'ok', key: 'F10', kind: 'primary' }, { exit: 'approve', key: 'F10', kind: 'primary' },
  { exit: 'sendBack', key: 'F9', kind: 'secondary' }, { exit: 'defects', key: 'F11', kind: 'secondary' }, { exit: 'refuse', key: 'F12', kind: 'danger' },
]

/** Exits that come after a page which says what will happen. */
export const needsPage: readonly ExitName[] = ['approve', 'defects', 'refuse']

/** The state an exit leads to. */
export function stateAfter(found: Pick<OfficerCase, 'definition' | 'state'>, exit: ExitName): State | undefined {
  const name = found.state.kind === 'step' ? found.state.exits[exit] : undefined
  return name === undefined ? undefined : found.definition.steps[name]
}

/** The words on the button of an exit: an approval is named by the act that it records. */
export function exitWords(found: Pick<OfficerCase, 'definition' | 'state'>, exit: ExitName, lang: Lang): string {
  const after = stateAfter(found, exit)
  const act = exit === 'approve' && after?.kind === 'end' ? after.effects[0]?.act : undefined
  return (act && wordOf(`act.${act}`, lang)) ?? wordOf(`exit.${exit}`, lang) ?? exit
}

/** What an approval does, one sentence an act. */
export function actSentences(found: Pick<OfficerCase, 'definition' | 'state'>, lang: Lang): string[] {
  const after = stateAfter(found, 'approve')
  if (after?.kind !== 'end') return []
  // One act in two cases is one act.
  const sure = new Set(after.effects.map((effect) => effect.act)).size === 1 ? after.effects : after.effects.filter((effect) => !effect.when)
  const known = sure.map((effect) => wordOf(`does.${effect.act}`, lang))
  return [...new Set(known.filter((each) => each !== undefined))].concat(known.length === 0 ? [caseStrings.t(lang, 'does.other')] : [])
}

const wordOf = (key: string, lang: Lang): string | undefined => (key in caseStrings.vi ? caseStrings.t(lang, key as Word & 'exit.ok') : undefined)

type OtherLane = OfficerCase['otherLanes'][number]

/** What kind of state another part stands in, by the procedure as published today; undefined where it has changed since. */
export function stateKind(found: OfficerCase, lane: OtherLane, today: PlainDate): State['kind'] | undefined {
  return Object.values(laneNamed(found, lane, today)?.steps ?? {}).find((state) => state.name === lane.stateName)?.kind
}

/** Titles of the parts that stand still until this one is done. */
export function wokenBy(found: OfficerCase, today: PlainDate): string[] {
  return found.otherLanes.filter((other) => Object.values(laneNamed(found, other, today)?.steps ?? {}).some((state) => state.kind === 'wait' && state.name === other.stateName && state.lanes.includes(found.lane.lane))).map((other) => other.title)
}

function laneNamed(found: OfficerCase, other: OtherLane, today: PlainDate) {
  const service = findService(found.dossier.serviceCode, today)?.service
  return service && lanesOf(service).find((lane) => lane.title === other.title)
}

/** 'hôm nay 15:30', else the day with its hour; the year only where it differs. */
export function dueWords(due: Instant, now: Instant, lang: Lang): string {
  const [at, today] = [localTimeOf(due), localTimeOf(now)]
  const clock = `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`
  if (at.date === today.date) return lang === 'en' ? `today ${clock}` : `hôm nay ${clock}`
  return `${(lang === 'en' ? formatDayEn : formatDayVi)(at.date, Number(today.date.slice(0, 4)))} ${clock}`
}

export const whenWords = (at: Instant): string => formatInstantVi(at)
