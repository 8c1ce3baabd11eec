import { bringFieldResults, exemptionReasons, fieldListLength, readFieldList, readFieldResults, ruleOf, type BroughtBack, type Finding, type Listed, type Worklist } from '../../data-ecosystem/quality/index.ts'
import { documentSettings, renderPdf, svgOf, type FormBlock } from '../../foundations/documents/index.ts'
import { appointmentOn, getOrganisation } from '../../foundations/organisations/index.ts'
import { readResidenceFacts } from '../../foundations/residence/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import { dayInVietnam, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { agencyLines, placeAndDate } from '../../public-services/results/index.ts'
import { Button, ButtonLink, DataTable, FileField, Form, Notice, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { askedOf, query } from './cleaning-filters.ts'
import { cleaningPurpose } from './cleaning-purpose.ts'
import { cleaningStrings } from './cleaning-strings.ts'
import { fieldWord } from './fact-words.ts'
import { fieldFile, type FieldCase } from './field-file.ts'
import { policeAccess, policePage } from './frame.tsx'
import { withNames } from './list-lines.ts'
import { readEvidence, type EvidenceFact } from './rule-evidence.ts'

const purpose = { ...cleaningPurpose, text: 'Mang danh sách đi xác minh tại nhà' }

/** What the register holds of what a rule looks at, in words; nothing where it may not be read from here. */
async function knownOf(ctx: Ctx, finding: Pick<Finding, 'rule' | 'subjectKind' | 'subjectId'>, lang: Lang): Promise<readonly EvidenceFact[]> {
  if (finding.subjectKind !== 'person') return []
  try {
    return (await readEvidence(ctx, finding.subjectId, ruleOf(finding.rule), [], lang)).filter(({ field }) => field !== 'fullName')
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** Where whoever goes out knocks: the whole address, where the register has one that may be read from here. */
async function placeOf(ctx: Ctx, item: Pick<Finding, 'subjectKind' | 'subjectId' | 'hamlet'>): Promise<string> {
  if (item.subjectKind !== 'person') return item.hamlet ?? '–'
  try {
    const [lives] = await readResidenceFacts(ctx, item.subjectId, ['currentResidence'])
    return lives?.text ?? item.hamlet ?? '–'
  } catch (error) {
    if (error instanceof Refusal) return item.hamlet ?? '–'
    throw error
  }
}

async function caseOf(ctx: Ctx, item: Listed, lang: Lang): Promise<FieldCase> {
  const say = cleaningStrings.in(lang)
  const known = await knownOf(ctx, item, lang)
  const facts: [string, string][] = [[say('print.where'), await placeOf(ctx, item)], [say('print.since'), formatDateVi(dayInVietnam(item.openedAt))], [say('print.due'), formatDateVi(item.dueOn)]]
  for (const { field, value, source, asOf } of known) facts.push([`${say('print.known')}: ${fieldWord(field, lang)}`, value === null ? say('print.nothing') : `${value} (${source}, ${formatDateVi(asOf)})`])
  return { findingId: item.findingId, version: item.version, title: item.title, facts, byValue: item.of.field !== undefined && item.subjectKind === 'person' }
}

async function casesOf(ctx: Ctx, list: Worklist, lang: Lang): Promise<FieldCase[]> {
  const cases: FieldCase[] = []
  for (const item of await withNames(ctx, list.items)) cases.push(await caseOf(ctx, item, lang))
  return cases
}

const outcomesOf = (lang: Lang): (readonly [string, string])[] => {
  const say = cleaningStrings.in(lang)
  return [['correct', say('print.correct')], ...exemptionReasons.map((reason) => [reason, say(`reason.${reason}`)] as const)]
}

/** The list on paper, in the layout of the state's papers: what is known from where, what to look at, boxes to tick, room for the answer, a code that opens the case. */
export const fieldPdfRoute = pageRoute({
  method: 'GET', url: '/dc/sach/:rule/in/pdf', access: policeAccess, purpose: { ...purpose, text: 'In danh sách đi xác minh tại nhà' },
  async handler(ctx, req) {
    const say = cleaningStrings.in('vi')
    const list = await readFieldList(ctx, askedOf(req).asked)
    const { publicUrl, demo } = documentSettings.call()
    const cases = await casesOf(ctx, list, 'vi')
    const addressOf = (one: FieldCase): string => `${publicUrl}/dc/sach/viec/${one.findingId}`
    const codes = new Map<string, string>()
    for (const one of cases) codes.set(addressOf(one), await svgOf(addressOf(one)))
    const officer = ctx.actor as OfficerActor
    const unit = (await appointmentOn(ctx.tx, officer.appointmentId, ctx.today))?.organisation ?? (await getOrganisation(ctx, officer.organisationId))
    const blocks = cases.flatMap((one, i): FormBlock[] => [
      { kind: 'rows', heading: `${i + 1}. ${one.title}`, rows: one.facts.map(([label, value]) => ({ label, value })) },
      { kind: 'choices', items: outcomesOf('vi').filter(([code]) => one.byValue || code !== 'correct').map(([, label]) => ({ label, ticked: false })) },
      { kind: 'lines', rows: [...(one.byValue ? [{ label: say('print.value'), value: null }] : []), { label: say('print.seen'), value: null }] },
      { kind: 'qr', small: true, address: addressOf(one), text: say('print.qr') },
    ])
    const bytes = renderPdf({
      agency: await agencyLines(ctx, unit), number: null, placeAndDate: placeAndDate(unit, ctx.today), title: say('print.title'), subtitle: list.rule!.name.vi,
      blocks: [{ kind: 'paragraph', text: say('print.look', { look: list.rule!.lookAt.vi }) }, { kind: 'paragraph', text: say('print.note') }, ...blocks, { kind: 'signatures', cells: [{ title: say('print.sign'), note: say('print.sign-note') }] }],
      signer: null,
    }, { footer: demo ? 'Congdan – bản chạy thử, dữ liệu giả, không có giá trị pháp lý' : unit.name, qr: codes })
    return { bytes, type: 'application/pdf', filename: `phieu-thuc-dia-${ctx.today}.pdf`, inline: true, cache: 'no-store' }
  },
})

/** The list as one file that works without a connection. */
export const fieldFileRoute = pageRoute({
  method: 'GET', url: '/dc/sach/:rule/in/tep', access: policeAccess, purpose,
  async handler(ctx, req) {
    const say = cleaningStrings.in(req.lang)
    const list = await readFieldList(ctx, askedOf(req).asked)
    const text = fieldFile({
      lang: req.lang, title: `${say('print.title')}: ${list.rule!.name[req.lang]}`, lines: [say('print.look', { look: list.rule!.lookAt[req.lang] }), say('file.how'), say('file.private')], cases: await casesOf(ctx, list, req.lang), outcomes: outcomesOf(req.lang),
      words: { value: say('print.value'), note: say('print.seen'), outcome: say('print.outcome'), none: say('file.none'), save: say('file.save'), count: say('file.count', { n: '{n}' }), noScript: say('file.no-script') },
    })
    // As a file to be kept, never as a page of this site: what it holds runs nowhere near a session.
    return { bytes: Buffer.from(text), type: 'application/octet-stream', filename: `phieu-thuc-dia-${ctx.today}.html`, cache: 'no-store' }
  },
})

/** What the list on the screen offers: paper, file, and the way back. */
export function TakeAlong(props: { rule: string; taken: Parameters<typeof query>[0]; total: number; lang: Lang }) {
  const say = cleaningStrings.in(props.lang)
  const base = `/dc/sach/${props.rule}/in`
  return (
    <>
      {props.total > fieldListLength && <p class="hint">{say('print.most', { total: props.total, most: fieldListLength })}</p>}
      <p class="buttons">
        <ButtonLink href={`${base}/pdf${query(props.taken)}`} icon="print">{say('print.pdf')}</ButtonLink>
        <ButtonLink kind="secondary" href={`${base}/tep${query(props.taken)}`} icon="download">{say('print.file')}</ButtonLink>
      </p>
      <p><a href="/dc/sach/ket-qua">{say('print.back')}</a></p>
    </>
  )
}

function BringBack(props: { done?: BroughtBack; lang: Lang }) {
  const { done, lang } = props
  const say = cleaningStrings.in(lang)
  const outcomes = new Map(outcomesOf(lang))
  return (
    <>
      {done && done.proposed > 0 && <Notice kind="success" title={say('back.done', { n: done.proposed })} live><p><a href="/dc/sach">{say('title')}</a></p></Notice>}
      {done && done.left.length > 0 && (
        <Notice kind="warn" title={say('back.left', { n: done.left.length })} live>
          <DataTable caption={say('back.left', { n: done.left.length })} captionHidden rows={done.left} columns={[
            { header: say('back.case'), rowHeader: true, cell: (each) => (each.findingId ? <a href={`/dc/sach/viec/${each.findingId}`}>{say('back.open')}</a> : say('back.gone')) },
            { header: say('back.said'), cell: (each) => [outcomes.get(each.result.outcome) ?? each.result.outcome, each.result.value, each.result.note].filter((part) => part !== '').join('. ') },
            { header: say('back.why'), cell: (each) => (lang === 'en' ? each.why.en ?? each.why.vi : each.why.vi) },
          ]} />
          <p>{say('back.again')}</p>
        </Notice>
      )}
      <h1>{say('back.title')}</h1>
      <p class="lead">{say('back.lead')}</p>
      <Form action="/dc/sach/ket-qua" upload label={say('back.title')}>
        <FileField name="file" label={say('back.file')} types="JSON" maxMegabytes={1} accept=".json,application/json" />
        <Button act="bring-results" icon="upload">{say('back.send')}</Button>
      </Form>
    </>
  )
}

function backPage(ctx: Ctx, req: PageRequest, more: { readonly errors?: readonly FieldError[]; readonly done?: BroughtBack } = {}): Promise<PageReply> {
  return policePage(ctx, req, { title: cleaningStrings.t(req.lang, 'back.title'), screen: 'P-13-back', path: '/dc/sach/ket-qua', back: { href: '/dc/sach', label: cleaningStrings.t(req.lang, 'title') }, ...(more.errors ? { errors: more.errors } : {}) },
    <BringBack {...(more.done ? { done: more.done } : {})} lang={req.lang} />, more.errors ? 422 : 200)
}

export const bringBackRoute = pageRoute({ method: 'GET', url: '/dc/sach/ket-qua', access: policeAccess, purpose: { ...cleaningPurpose, text: 'Nộp kết quả xác minh tại nhà' }, handler: (ctx, req) => backPage(ctx, req) })

export const sendBackRoute = pageRoute({
  method: 'POST', url: '/dc/sach/ket-qua', access: policeAccess, purpose: { ...cleaningPurpose, text: 'Nộp kết quả xác minh tại nhà' },
  upload: { types: ['application/json', 'text/plain', 'application/octet-stream'], maxBytes: 1024 * 1024, maxFiles: 1 }, rateLimit: { key: 'session', max: 30, perSeconds: 600, name: 'field-results' },
  async handler(ctx, req) {
    const file = req.files[0]
    if (!file) return backPage(ctx, req, { errors: [{ field: 'file', vi: cleaningStrings.vi['back.need'], en: cleaningStrings.en['back.need'] }] })
    const results = readFieldResults(new TextDecoder().decode(file.bytes))
    const done = await bringFieldResults(ctx, results, async (finding) => (await knownOf(ctx, finding, 'vi')).find(({ field }) => field === ruleOf(finding.rule).field)?.value ?? null)
    return backPage(ctx, req, { done })
  },
  onRefusal: (ctx, req, refusal) => backPage(ctx, req, { errors: errorsOf(refusal) }),
})
