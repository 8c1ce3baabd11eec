import { formatDayVi, formatInstantVi } from '../../kernel/plain-date.ts'
import { trackByCode, type TrackView } from '../../public-services/dossier/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Button, Form, Lanes, Notice, TextField, type Lang } from '../kit/index.ts'
import { page } from './frame.ts'
import { laneStateOf, laneClock } from './lane-words.tsx'
import { frameStrings, publicStrings } from './strings.ts'

export interface TrackModel {
  readonly code: string
  readonly found?: TrackView | undefined
  readonly searched: boolean
}

/** G-05: stages and dates for whoever has the code; no names, no files, no messages. */
export function Track(props: TrackModel & { lang: Lang; year: number }) {
  const say = publicStrings.in(props.lang)
  return (
    <>
      <h1>{say('track.heading')}</h1>
      {props.found && <Found view={props.found} lang={props.lang} year={props.year} />}
      {props.searched && !props.found && <Notice kind="warn" title={say('track.unknown')} live />}
      <Form action="/tra-cuu" method="get" label={say('track.title')}>
        <TextField name="ma" maxlength={80} label={say('track.code')} hint={say('track.hint')} value={props.code} autocomplete="off" width="half" />
        <Button act="track" icon="search">{say('track.do')}</Button>
      </Form>
    </>
  )
}

function Found(props: { view: TrackView; lang: Lang; year: number }) {
  const { view, lang, year } = props
  const say = publicStrings.in(lang)
  const due = view.lanes.filter((lane) => lane.outcome === null).map((lane) => lane.promisedOn).filter((on) => on !== null).sort().at(-1)
  return (
    <section class="stack">
      <div class="summary-band">
        <p class="hint">{view.code}</p>
        <p class="big">{view.serviceName}</p>
        {view.lanes.every((lane) => lane.outcome !== null) ? <p>{say('track.ended')}</p> : due && <p>{say('track.due', { date: formatDayVi(due, year) })}</p>}
        {view.helpedAt && <p data-helped>{say('track.helped', { unit: view.helpedAt })}</p>}
        <p class="hint">{say('track.sent', { when: formatInstantVi(view.submittedAt) })}</p>
      </div>
      <h2>{say('track.lanes')}</h2>
      <Lanes level={3} label={say('track.lanes')} lanes={view.lanes.map((lane) => ({ title: lane.title, state: laneStateOf(lane), stateText: lane.stateName, holder: lane.unit, clock: laneClock(lane, lang) }))} />
      <p class="hint">{say('track.private')}</p>
      <p><a href="/ho-so">{say('track.sign-in')}</a></p>
    </section>
  )
}

export const trackRoute = pageRoute({
  method: 'GET', url: '/tra-cuu', access: 'public', purpose: { code: 'dossier.track', basis: 'NĐ 118/2025/NĐ-CP', text: 'Tra cứu hồ sơ theo mã' },
  rateLimit: { key: 'ip', max: 60, perSeconds: 300, name: 'track' },
  async handler(ctx, req) {
    const asked = req.query['ma']?.trim().slice(0, 60)
    const screen = { title: publicStrings.t(req.lang, 'track.title'), screen: 'G-05', back: { href: '/', label: frameStrings.t(req.lang, 'back.home') } }
    const year = Number(ctx.today.slice(0, 4))
    if (asked === '') return page(req, { ...screen, errors: [{ field: 'ma', vi: publicStrings.vi['track.empty'], en: publicStrings.en['track.empty'] }] }, <Track code="" searched={false} lang={req.lang} year={year} />, 422)
    const found = asked === undefined ? undefined : await trackByCode(ctx, asked)
    return page(req, screen, <Track code={asked ?? ''} found={found} searched={asked !== undefined} lang={req.lang} year={year} />, asked !== undefined && !found ? 404 : 200)
  },
})
