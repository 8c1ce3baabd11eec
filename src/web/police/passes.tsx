import { readPasses, ruleOf, type Difference, type PassSeen } from '../../data-ecosystem/quality/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { DataTable, EmptyState, Notice, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { passStrings } from './pass-strings.ts'

const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '.')
const sum = (some: readonly Difference[]): number => some.reduce((all, each) => all + each.findings, 0)
const unexplained = (pass: PassSeen): Difference[] => pass.differences.filter(({ reason }) => reason === 'unexplained')

/** What each full pass found, and where it differed from what the daily watch had. */
export function Passes(props: { passes: readonly PassSeen[]; lang: Lang }) {
  const { passes, lang } = props
  const say = passStrings.in(lang)
  const alarms = passes.filter((pass) => unexplained(pass).length > 0)
  return (
    <>
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      {alarms.map((pass) => (
        <section class="stack">
          <Notice kind="warn" title={say('alarm', { when: formatInstantVi(pass.takenAt), n: count(sum(unexplained(pass))) })}><p>{say('alarm-text')}</p></Notice>
          <Differences caption={say('alarm-caption', { when: formatInstantVi(pass.takenAt) })} rows={unexplained(pass)} lang={lang} />
        </section>
      ))}
      <DataTable caption={say('passes')} rows={passes} empty={<EmptyState title={say('none')}><p>{say('none-text')}</p></EmptyState>} columns={[
        { header: say('when'), rowHeader: true, cell: (pass) => formatInstantVi(pass.takenAt) },
        { header: say('people'), align: 'num', cell: (pass) => count(pass.people) },
        { header: say('found'), align: 'num', cell: (pass) => count(pass.found) },
        { header: say('opened'), align: 'num', cell: (pass) => count(pass.opened) },
        { header: say('closed'), align: 'num', cell: (pass) => count(pass.closed) },
        { header: say('explained'), align: 'num', cell: (pass) => count(sum(pass.differences) - sum(unexplained(pass))) },
        { header: say('unexplained'), align: 'num', cell: (pass) => count(sum(unexplained(pass))) },
      ]} />
      {passes[0] && passes[0].differences.length > 0 && <Differences caption={say('last', { when: formatInstantVi(passes[0].takenAt) })} rows={passes[0].differences} lang={lang} />}
      <p class="hint">{say('how')}</p>
    </>
  )
}

function Differences(props: { caption: string; rows: readonly Difference[]; lang: Lang }) {
  const say = passStrings.in(props.lang)
  return (
    <DataTable caption={props.caption} rows={props.rows} columns={[
      { header: say('rule'), rowHeader: true, cell: (each) => ruleOf(each.rule).name[props.lang] },
      { header: say('what'), cell: (each) => say(each.direction) },
      { header: say('why'), cell: (each) => say(`reason.${each.reason}`) },
      { header: say('n'), align: 'num', cell: (each) => count(each.findings) },
    ]} />
  )
}

export const passesRoute = pageRoute({
  method: 'GET', url: '/lam-viec/ra-soat', access: { officer: ['administrator', 'auditor', 'police-officer', 'police-commander'] }, purpose: { code: 'quality-pass', basis: 'NĐ 70/2024/NĐ-CP', text: 'Xem kết quả rà soát dữ liệu' },
  handler: async (ctx, req) => workPage(ctx, req, { title: passStrings.t(req.lang, 'title'), screen: 'D-14-passes' }, <Passes passes={await readPasses(ctx)} lang={req.lang} />),
})
