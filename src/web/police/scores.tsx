import { readLateBirths, readScore, readUnitScores, scoreMethodOn, type LateBirth, type OpenedScore, type ScorePart, type Unit, type UnitScores } from '../../data-ecosystem/quality/index.ts'
import { areaName } from '../../foundations/areas/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { PlainDate } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { DataTable, EmptyState, LineChart, NumberTile, Tiles, type Column, type Lang } from '../kit/index.ts'
import { areaOf } from './cleaning-filters.ts'
import { cleaningPurpose } from './cleaning-purpose.ts'
import { cleaningStrings } from './cleaning-strings.ts'
import { policeAccess, policePage } from './frame.tsx'
import { refuse } from './refusals.ts'
import { scoreStrings } from './score-strings.ts'

/** The dimension in an address. */
export const scoreWords = { accurate: 'dung', complete: 'du', clean: 'sach', live: 'song' } as const
type Dimension = keyof typeof scoreWords

const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '.')
const percent = (n: number): string => String(n).replace('.', ',')
const withArea = (href: string, area: string | null): string => (area === null ? href : `${href}?xa=${area}`)

/** The four scores of one unit, each leading to what it is made of. */
export function ScoreTiles(props: { unit: Unit; area: string | null; green: number; level?: 2 | 3; lang: Lang }) {
  const say = scoreStrings.in(props.lang)
  return (
    <Tiles>
      {props.unit.scores.map((score) => (
        <NumberTile level={props.level ?? 2} title={say(score.dimension)} value={`${percent(score.percent)} %`} target={`${props.green} %`} reached={score.grade === 'green'} denominator={say('tile.found', { found: count(score.found), judged: count(score.judged) })}
          how={<p>{say(`${score.dimension}.means`)}. {say('tile.how')}</p>} href={withArea(`/dc/sach/diem/${scoreWords[score.dimension]}`, props.area)} hrefLabel={say('open')} />
      ))}
    </Tiles>
  )
}

/** D-14 for a province: its own scores and those of its communes; for a commune its own. */
export function ScoresPage(props: { scores: UnitScores; today: PlainDate; lang: Lang }) {
  const { scores: { day, unit, communes }, lang } = props
  const say = scoreStrings.in(lang)
  if (day === null) return <><h1>{say('heading')}</h1><EmptyState title={say('none')}><p>{say('none-text')}</p></EmptyState></>
  const cell = (each: Unit, dimension: Dimension) => {
    const score = each.scores.find((one) => one.dimension === dimension)
    return score ? <a href={`/dc/sach/diem/${scoreWords[dimension]}?xa=${each.area}`}>{percent(score.percent)} %<span class="sr-only">: {say(dimension)}, {areaName(each.area, props.today)}</span></a> : '–'
  }
  return (
    <>
      <h1>{say('heading')}</h1>
      <p class="lead">{say('lead', { day: formatDateVi(day) })}</p>
      <ScoreTiles unit={unit} area={null} green={scoreMethodOn(day).green} lang={lang} />
      {communes.length > 0 && (
        <DataTable caption={say('communes')} rows={communes} columns={[
          { header: say('commune'), rowHeader: true, cell: (each) => areaName(each.area, props.today) },
          { header: say('accurate'), align: 'num', cell: (each) => cell(each, 'accurate') },
          { header: say('complete'), align: 'num', cell: (each) => cell(each, 'complete') },
          { header: say('clean'), align: 'num', cell: (each) => cell(each, 'clean') },
          { header: say('live'), align: 'num', cell: (each) => cell(each, 'live') },
        ]} />
      )}
    </>
  )
}

/** One score: its rules with their lists, how it is counted, the days before. */
export function ScorePage(props: { opened: OpenedScore; area: string | null; today: PlainDate; lang: Lang }) {
  const { opened: { day, dimension, score, parts, trend, method, timeliness }, area, lang } = props
  const say = scoreStrings.in(lang)
  const name = say(dimension)
  const listOf = (part: ScorePart): string => withArea(part.rule ? `/dc/sach/${part.rule.id}` : '/dc/sach/diem/song/khai-sinh-muon', area)
  const nameOf = (part: ScorePart): string => part.rule?.name[lang] ?? say('one.births', { days: timeliness.days, window: timeliness.windowDays })
  const columns: readonly Column<ScorePart>[] = [
    { header: say('one.rule'), rowHeader: true, cell: nameOf },
    { header: say('one.found'), align: 'num', cell: (part) => (part.found > 0 ? <a href={listOf(part)}>{count(part.found)}<span class="sr-only">: {nameOf(part)}</span></a> : '0') },
    { header: say('one.judged'), align: 'num', cell: (part) => count(part.judged) },
    { header: say('one.percent'), align: 'num', cell: (part) => `${percent(part.percent)} %` },
    { header: say('one.weight'), align: 'num', cell: (part) => String(part.weight) },
  ]
  const clean = parts.filter((part) => part.found === 0)
  const certainty = method.certainty === 'sure' || method.certainty === 'likely' ? say(`certainty.${method.certainty}`) : say('certainty.guess')
  return (
    <>
      <h1>{say('one.title', { name })}{area !== null && <>, {areaName(area, props.today)}</>}</h1>
      <p class="lead">{score ? say('one.lead', { name, means: say(`${dimension}.means`), day: formatDateVi(day), percent: percent(score.percent), grade: say(score.grade) }) : say('one.no-score', { day: formatDateVi(day) })}</p>
      <DataTable caption={say('one.caption')} rows={parts.filter((part) => part.found > 0)} columns={columns} empty={<EmptyState title={say('one.no-fault')}><p>{say('one.no-fault-text')}</p></EmptyState>} />
      {clean.length > 0 && <details class="details"><summary>{say('one.clean', { n: clean.length })}</summary><div class="details-body"><DataTable caption={say('one.clean', { n: clean.length })} captionHidden rows={clean} columns={columns} /></div></details>}
      <p class="hint">{say('one.now', { day: formatDateVi(day) })} {say('one.apart')}</p>
      {trend.length > 1 && <LineChart id="trend" caption={say('trend')} periodHeader={say('trend.day')} valueHeader={say('trend.value')} points={trend.toReversed().map((each) => ({ label: formatDateVi(each.day), value: each.percent, text: percent(each.percent) }))} target={{ value: method.green, label: `${say('green')}: ${method.green} %` }} to={{ value: 100, label: '100 %' }} />}
      <h2>{say('one.how')}</h2>
      <p>{say('one.formula', { green: method.green, yellow: method.yellow })}</p>
      <p class="hint">{say('one.basis', { day: formatDateVi(method.from), basis: method.basis, certainty })}</p>
      {dimension === 'live' && <p class="hint">{timeliness.basis}</p>}
    </>
  )
}

export function LateBirthsPage(props: { births: readonly LateBirth[]; days: number; lang: Lang }) {
  const { births, lang } = props
  const say = scoreStrings.in(lang)
  return (
    <>
      <h1>{say('births.title')}</h1>
      <DataTable caption={say('births.caption', { days: props.days, n: count(births.length) })} rows={births} empty={<EmptyState title={say('births.empty')}><p>{say('births.empty-text')}</p></EmptyState>} columns={[
        { header: say('births.name'), rowHeader: true, cell: (each) => <a href={`/dc/nguoi/${each.personId}`}>{each.name}</a> },
        { header: say('births.born'), cell: (each) => formatDateVi(each.bornOn) },
        { header: say('births.registered'), cell: (each) => formatDateVi(each.registeredOn) },
      ]} />
    </>
  )
}

const back = (lang: Lang): { href: string; label: string } => ({ href: '/dc/sach', label: cleaningStrings.t(lang, 'title') })

export const scoresRoute = pageRoute({
  method: 'GET', url: '/dc/sach/diem', access: policeAccess, purpose: cleaningPurpose,
  handler: async (ctx, req) => policePage(ctx, req, { title: scoreStrings.t(req.lang, 'title'), screen: 'D-14', path: '/dc/sach/diem', back: back(req.lang) }, <ScoresPage scores={await readUnitScores(ctx)} today={ctx.today} lang={req.lang} />),
})

export const scoreRoute = pageRoute({
  method: 'GET', url: '/dc/sach/diem/:dimension', access: policeAccess, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const dimension = (Object.keys(scoreWords) as Dimension[]).find((each) => scoreWords[each] === req.params['dimension']) ?? refuse('police.score-unknown')
    const area = areaOf(req)
    const opened = await readScore(ctx, { dimension, area })
    const title = scoreStrings.t(req.lang, 'one.title', { name: scoreStrings.t(req.lang, dimension) })
    const body = opened ? <ScorePage opened={opened} area={area} today={ctx.today} lang={req.lang} /> : <><h1>{title}</h1><EmptyState title={scoreStrings.t(req.lang, 'none')}><p>{scoreStrings.t(req.lang, 'none-text')}</p></EmptyState></>
    return policePage(ctx, req, { title, screen: 'D-14-one', path: `/dc/sach/diem/${scoreWords[dimension]}`, back: { href: '/dc/sach/diem', label: scoreStrings.t(req.lang, 'title') } }, body)
  },
})

export const lateBirthsRoute = pageRoute({
  method: 'GET', url: '/dc/sach/diem/song/khai-sinh-muon', access: policeAccess, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const area = areaOf(req)
    const births = await readLateBirths(ctx, area)
    const opened = await readScore(ctx, { dimension: 'live', area })
    return policePage(ctx, req, { title: scoreStrings.t(req.lang, 'births.title'), screen: 'D-14-births', path: '/dc/sach/diem/song/khai-sinh-muon', back: { href: withArea('/dc/sach/diem/song', area), label: scoreStrings.t(req.lang, 'one.title', { name: scoreStrings.t(req.lang, 'live') }) } },
      <LateBirthsPage births={births} days={opened?.timeliness.days ?? 60} lang={req.lang} />)
  },
})
