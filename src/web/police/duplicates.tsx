import { apartReasons, duplicatesListed, keepApart, probabilityOf, probabilityText, proposeDuplicateMerge, readDuplicateCluster, readDuplicates, weightText, type ComparedField, type DuplicateList, type OpenedCluster, type OpenedPair } from '../../data-ecosystem/linkage/index.ts'
import { fullAreaName } from '../../foundations/areas/index.ts'
import type { Reason } from '../../foundations/population/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { dayInVietnam, type Ctx, type PlainDate, type Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, DataTable, EmptyState, Form, Notice, Pager, RadioGroup, Select, StatusTag, TextArea, Waterfall, type Lang, type WaterfallLine } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { Faults, typedOf } from './act-screen.tsx'
import { PaperFields, readPaper } from './acts/paper-fields.tsx'
import { duplicateStrings } from './duplicate-strings.ts'
import { factWords, fieldWord, kinWord, whenWords } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { proposalStrings } from './proposal-strings.ts'
import { refuse } from './refusals.ts'
import { policeStrings } from './strings.ts'

const purpose: Purpose = { code: 'register-upkeep', basis: 'Luật Căn cước 2023, đ.11', text: 'Xem các bản ghi dân cư nghi trùng một người' }

export function DuplicateHome(props: { list: DuplicateList; lang: Lang }) {
  const { list, lang } = props
  const say = duplicateStrings.in(lang)
  const nothing = list.lastRun === null
    ? <EmptyState title={say('never')}><p>{say('never-text')}</p></EmptyState>
    : <EmptyState title={say('empty')}><p>{say('empty-text', { when: whenWords(list.lastRun) })}</p></EmptyState>
  return (
    <>
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <DataTable caption={say('caption', { n: list.total })} rows={list.clusters} empty={nothing} columns={[
        { header: say('who'), rowHeader: true, cell: (each) => <a href={`/dc/trung/${each.clusterId}`}>{each.names.join(' – ')}</a> },
        { header: say('surety'), cell: (each) => probabilityText(probabilityOf(each.weight), lang) },
        { header: say('state'), cell: (each) => say(each.open > 0 ? 'state.open' : 'state.proposed') },
        { header: say('since'), cell: (each) => formatDateVi(dayInVietnam(each.foundAt)) },
      ]} />
      {list.pages > 1 && <Pager from={(list.page - 1) * duplicatesListed + 1} to={(list.page - 1) * duplicatesListed + list.clusters.length} total={String(list.total)}
        {...(list.page > 1 ? { previousHref: `/dc/trung?trang=${list.page - 1}` } : {})} {...(list.page < list.pages ? { nextHref: `/dc/trung?trang=${list.page + 1}` } : {})} />}
      {list.beyond > 0 && <p class="hint">{say('beyond', { n: list.beyond })}</p>}
      {list.lastRun && list.total > 0 && <p class="hint">{say('last-run', { when: whenWords(list.lastRun) })}</p>}
    </>
  )
}

interface ClusterModel {
  readonly cluster: OpenedCluster
  /** The pair that is asked about now: one form of each kind on a page. */
  readonly asked: string | null
  readonly typed: PageRequest['form']
  readonly today: PlainDate
}

const tones = { same: 'known', different: 'problem', missing: 'neutral' } as const

/** All records of a group beside one another; then each pair with its reasons, and the two ways out. */
export function DuplicateCluster(props: ClusterModel & { lang: Lang }) {
  const { cluster, lang, today } = props
  const say = duplicateStrings.in(lang)
  const fields = Object.keys(cluster.people[0] ?? {}).filter((field) => field !== 'personId' && field !== 'mergedFrom') as ComparedField[]
  const rows = fields.map((field) => ({ field, values: cluster.people.map((person) => valueWords(field, field === 'identityNumbers' ? olderNumbers(person) : person[field], today, lang)) })).filter((row) => row.values.some((value) => value !== null))
  const verdict = (values: readonly (string | null)[]): keyof typeof tones => (values.some((value) => value === null) ? 'missing' : new Set(values).size === 1 ? 'same' : 'different')
  const place = new Map(cluster.people.flatMap((person, i) => [[person.personId, i + 1] as const, ...(person.mergedFrom ? [[person.mergedFrom, i + 1] as const] : [])]))
  return (
    <>
      <h1>{say('one.heading', { n: cluster.people.length })}</h1>
      <p class="lead">{say('lead')}</p>
      <DataTable caption={say('one.facts')} rows={rows} columns={[
        { header: say('one.field'), rowHeader: true, cell: (row) => fieldWord(row.field, lang) },
        ...cluster.people.map((person, i) => ({ header: `${i + 1}. ${person.fullName}`, cell: (row: (typeof rows)[number]) => row.values[i] ?? <span class="muted">{say('one.none')}</span> })),
        { header: say('state'), cell: (row) => <StatusTag tone={tones[verdict(row.values)]}>{proposalStrings.t(lang, verdict(row.values) === 'same' ? 'merge.same' : verdict(row.values) === 'different' ? 'merge.different' : 'merge.one-empty')}</StatusTag> },
      ]} />
      <p>{cluster.people.map((person, i) => <>{i > 0 && ' · '}<a href={`/dc/nguoi/${person.personId}`}>{i + 1}. {person.fullName}</a></>)}</p>
      {cluster.pairs.map((pair) => <Pair {...props} pair={pair} asked={keyOf(pair) === props.asked} a={place.get(pair.personId) ?? 1} b={place.get(pair.otherId) ?? 2} />)}
      <h2>{say('one.history')}</h2>
      <ol class="plain-steps">{cluster.events.map((event) => <li>{whenWords(event.at)}: {say(`event.${event.kind}`)}{reasonOf(event.reason) && <>, {say(`reason.${reasonOf(event.reason)!}`)}</>}{event.note && <>. {event.note}</>}</li>)}</ol>
    </>
  )
}

const reasonOf = (code: string | null) => apartReasons.find((each) => each === code)

const keyOf = ({ personId, otherId }: Pick<OpenedPair, 'personId' | 'otherId'>): string => `${personId}-${otherId}`

function Pair(props: Omit<ClusterModel, 'asked'> & { pair: OpenedPair; asked: boolean; a: number; b: number; lang: Lang }) {
  const { pair, lang, typed, cluster } = props
  const say = duplicateStrings.in(lang)
  const key = keyOf(pair)
  const open = pair.state === 'open'
  const here = typed.get('pair') === key
  const value = (name: string): string => (here ? typed.get(name) : '')
  const options = [pair.personId, pair.otherId].map((id, i) => ({ value: id, label: `${i === 0 ? props.a : props.b}. ${cluster.people.find((person) => person.personId === id)?.fullName ?? ''}` }))
  const hidden = (what: string): Record<string, string> => ({ what, pair: key, version: String(pair.version) })
  return (
    <section class="police-part" aria-labelledby={`pair-${key}`}>
      <h2 id={`pair-${key}`}>{say('one.pair', { a: props.a, b: props.b })}: {say('one.guess', { p: probabilityText(pair.explanation.probability, lang) })}</h2>
      <Waterfall label={say('one.why')} lines={waterfallLines(pair.explanation.lines, lang)} />
      {!open && <Notice kind="info" title={say('one.settled', { state: say(`state.${pair.state}`) })}>{pair.state === 'proposed' && <p><a href={`/dc/duyet/${pair.proposalId}`}>{say('one.settled-proposal')}</a></p>}</Notice>}
      {open && !props.asked && <p><ButtonLink kind="secondary" href={`/dc/trung/${cluster.clusterId}?cap=${key}`}>{say('one.ask')}</ButtonLink></p>}
      {open && props.asked && (
        <>
          <Form action={`/dc/trung/${cluster.clusterId}`} command={newId()} hidden={hidden('apart')} class="narrow-form" label={say('one.apart')}>
            <h3>{say('one.apart')}</h3>
            <p class="hint">{say('one.apart-hint')}</p>
            <Select name="reason" label={say('one.reason')} value={value('reason')} options={apartReasons.map((reason) => ({ value: reason, label: say(`reason.${reason}`) }))} />
            <TextArea name="apart-note" label={say('one.note')} optional value={value('apart-note')} rows={2} />
            <div class="buttons"><Button kind="secondary" act="keep-apart">{say('one.send-apart')}</Button></div>
          </Form>
          <details class="details" open={here && typed.get('what') === 'same'}>
            <summary>{say('one.same')}</summary>
            <div class="details-body">
              <Form action={`/dc/trung/${cluster.clusterId}`} command={newId()} hidden={hidden('same')} class="narrow-form" label={say('one.same')}>
                <p class="hint">{say('one.same-hint')}</p>
                <RadioGroup name="stays" label={say('one.survivor')} value={value('stays')} options={options} />
                <PaperFields typed={here ? typedOf(typed) : { get: () => '', date: () => ({ day: '', month: '', year: '' }) }} lang={lang} />
                <div class="buttons"><Button act="propose-merge">{say('one.send-same')}</Button></div>
              </Form>
            </div>
          </details>
        </>
      )}
    </section>
  )
}

/** Sentences, bars and weights of an explanation. */
export function waterfallLines(lines: readonly Reason[], lang: Lang): WaterfallLine[] {
  const say = duplicateStrings.in(lang)
  return lines.map((line) => ({ text: line[lang], side: line.side, strength: line.side === 'silent' || line.strength === 'none' ? say('says.silent') : say(`says.${line.side}.${line.strength}`), value: weightText(line.weight), bar: line.bar }))
}

/** The number in force has a row of its own. */
const olderNumbers = ({ pin, identityNumbers }: OpenedCluster['people'][number]): string[] => identityNumbers.map(({ value }) => value).filter((value) => value !== pin)

function valueWords(field: ComparedField, value: unknown, today: PlainDate, lang: Lang): string | null {
  if (Array.isArray(value) && value.length === 0) return null
  if (field === 'relatives') return (value as { kind: string; fullName: string | null }[]).map((each) => `${kinWord(each.kind, lang)}: ${each.fullName ?? ''}`).join('; ')
  if (field === 'identityNumbers') return (value as string[]).map(groupPin).join(', ')
  if (field === 'area') return value ? fullAreaName(value as string, today) : null
  return factWords(field, value, today, lang)
}

const clusterOf = (req: PageRequest): string => (isId(req.params['cluster'] ?? '') ? req.params['cluster']! : refuse('police.case-unknown'))

export const duplicatesRoute = pageRoute({
  method: 'GET', url: '/dc/trung', access: policeAccess, purpose,
  async handler(ctx, req) {
    const list = await readDuplicates(ctx, { page: /^\d{1,4}$/.test(req.query['trang'] ?? '') ? Number(req.query['trang']) : 1 })
    return policePage(ctx, req, { title: duplicateStrings.t(req.lang, 'title'), screen: 'P-07-list', path: '/dc/trung', back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, <DuplicateHome list={list} lang={req.lang} />)
  },
})

export const duplicateRoute = pageRoute({ method: 'GET', url: '/dc/trung/:cluster', access: policeAccess, purpose, handler: (ctx, req) => clusterPage(ctx, req) })

export const decideDuplicateRoute = pageRoute({
  method: 'POST', url: '/dc/trung/:cluster', access: policeAccess, purpose,
  async handler(ctx, req) {
    const clusterId = clusterOf(req)
    const [personId = '', otherId = ''] = /^(.{36})-(.{36})$/.exec(req.form.get('pair'))?.slice(1) ?? []
    if (!isId(personId) || !isId(otherId)) {
      await readDuplicateCluster(ctx, clusterId)
      return { redirect: `/dc/trung/${clusterId}` }
    }
    const pair = { personId, otherId, version: req.form.whole('version') }
    if (req.form.get('what') === 'same') {
      const faults = new Faults()
      const survivorId = [personId, otherId].find((id) => id === req.form.get('stays'))
      if (!survivorId) faults.errors.push({ field: 'stays', vi: proposalStrings.vi['wrong.stays'], en: proposalStrings.en['wrong.stays'] })
      const paper = readPaper(typedOf(req.form), faults, 'Luật Căn cước 2023, đ.11')
      if (faults.errors.length > 0) return clusterPage(ctx, req, faults.errors, 422)
      const { proposalId } = await proposeDuplicateMerge(ctx, { ...pair, survivorId: survivorId!, basis: paper.basis, note: paper.note, commandId: req.commandId ?? newId() })
      return { redirect: `/dc/duyet/${proposalId}` }
    }
    await keepApart(ctx, { ...pair, reason: req.form.get('reason'), note: req.form.get('apart-note') })
    return { redirect: `/dc/trung/${clusterId}` }
  },
  async onRefusal(ctx, req, refusal) {
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    return clusterPage(ctx, req, errorsOf(refusal), refusal.status)
  },
})

async function clusterPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const cluster = await readDuplicateCluster(ctx, clusterOf(req))
  const title = duplicateStrings.t(req.lang, 'one.title')
  const wanted = req.form.get('pair') || (req.query['cap'] ?? '')
  const open = cluster.pairs.filter((pair) => pair.state === 'open').map(keyOf)
  const asked = open.find((key) => key === wanted) ?? open[0] ?? null
  return policePage(ctx, req, { title, screen: 'P-07-group', path: `/dc/trung/${cluster.clusterId}`, errors, back: { href: '/dc/trung', label: duplicateStrings.t(req.lang, 'title') } }, <DuplicateCluster cluster={cluster} asked={asked} typed={req.form} today={ctx.today} lang={req.lang} />, status)
}
