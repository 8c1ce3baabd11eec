import { watchedLimits, type WatchedLimits } from '../../foundations/eid/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { DataTable, EmptyState, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { deskStrings } from './strings.ts'

/** Guessing that the limits have stopped: counts, and the hours in which those who watch were told. */
function Watch(props: { limits: WatchedLimits; lang: Lang }) {
  const { limits } = props
  const say = deskStrings.in(props.lang)
  return (
    <>
      <h1>{say('watch.title')}</h1>
      <p class="lead">{say('watch.lead')}</p>
      <DataTable caption={say('watch.title')} captionHidden rows={limits.kinds} columns={[
        { header: say('watch.kind'), rowHeader: true, cell: ({ what }) => say(`trip.${what}`) }, { header: say('watch.hour'), align: 'num', cell: ({ hour }) => String(hour) }, { header: say('watch.day'), align: 'num', cell: ({ day }) => String(day) },
      ]} />
      <h2>{say('watch.alarms')}</h2>
      <p>{say('watch.alarm-from', { n: limits.alarmFrom })}</p>
      <DataTable caption={say('watch.alarms')} captionHidden rows={limits.alarms} empty={<EmptyState icon="check-circle" title={say('watch.alarm-none')}><p>{say('watch.alarm-none-text')}</p></EmptyState>} columns={[
        { header: say('watch.when'), rowHeader: true, cell: ({ raisedAt }) => formatInstantVi(raisedAt) }, { header: say('watch.kind'), cell: ({ what }) => say(`trip.${what}`) }, { header: say('watch.times'), align: 'num', cell: ({ times }) => String(times) },
      ]} />
    </>
  )
}

export const watchRoute = pageRoute({
  method: 'GET', url: '/lam-viec/do-doan', access: { officer: ['administrator', 'security-officer'] }, purpose: { code: 'watch-limits', basis: 'NĐ 69/2024/NĐ-CP', text: 'Theo dõi dò đoán tài khoản' },
  handler: async (ctx, req) => workPage(ctx, req, { title: deskStrings.t(req.lang, 'watch.title'), screen: 'A-guessing' }, <Watch limits={await watchedLimits(ctx)} lang={req.lang} />),
})
