import { confirmedCouple, entryLines, issueCopy, linkEntry, marriageStands, readEntry, recordLayouts, takeInMarriage, type CaseActName, type EntryView } from '../../foundations/civil-status/index.ts'
import { readDocumentFile } from '../../foundations/documents/index.ts'
import { personIdOf, readNames } from '../../foundations/population/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi, formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, CheckAnswers, DataTable, Form, Notice, PinField, RadioGroup, Select, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { workPage } from '../officer/index.ts'
import { actTitle, booksHome, civilPurpose, civilRoles } from './act-routes.tsx'
import { kindWords } from './books.tsx'
import { signerOf } from './case-routes.tsx'
import { refuse } from './refusals.ts'
import { isSealed } from './search-token.ts'
import { civilStrings } from './strings.ts'

const access = { officer: civilRoles }
const entryOf = (req: PageRequest): string => (isId(req.params['entry'] ?? '') ? req.params['entry']! : refuse('civil.not-found'))
const pathOf = (entryId: string): string => `${booksHome}/so/${entryId}`

/** One page of a book: what it says, what was noted since, who it speaks of, which copies went out. */
export const entryRoute = pageRoute({ method: 'GET', url: `${booksHome}/so/:entry`, access, purpose: civilPurpose, handler: (ctx, req) => entryPage(ctx, req) })

export const issueCopyRoute = pageRoute({
  method: 'POST', url: `${booksHome}/so/:entry/trich-luc`, access, purpose: civilPurpose,
  async handler(ctx, req) {
    const entryId = entryOf(req)
    const kind = req.form.get('kind') === 'copy' ? 'copy' : 'extract'
    const issued = await issueCopy(ctx, { entryId, kind, copies: req.form.number('copies'), requester: req.form.get('requester'), signer: await signerOf(ctx, req), seenNotes: req.form.whole('seen'), commandId: req.commandId ?? newId() })
    return { redirect: `${pathOf(entryId)}?cap=${issued.number}` }
  },
  onRefusal: (ctx, req, refusal) => entryPage(ctx, req, errorsOf(refusal), refusal.status),
})

export const linkEntryRoute = pageRoute({
  method: 'POST', url: `${booksHome}/so/:entry/gan`, access: { officer: ['justice-officer'] }, purpose: civilPurpose,
  async handler(ctx, req) {
    const entryId = entryOf(req)
    const personId = await personIdOf(ctx.tx, req.form.get('number').replace(/[\s.-]/g, ''))
    if (!personId) return entryPage(ctx, req, [{ field: 'number', vi: 'Chưa thấy số này trong dữ liệu dân cư. Xem lại đủ 12 số.', en: 'Nobody in the register has this number. Check all 12 digits.' }], 422)
    await linkEntry(ctx, { entryId, part: req.form.get('part'), personId, standing: req.form.get('standing') === 'confirmed' ? 'confirmed' : 'claimed', commandId: req.commandId ?? newId() })
    return { redirect: `${pathOf(entryId)}?gan=1` }
  },
  onRefusal: (ctx, req, refusal) => entryPage(ctx, req, errorsOf(refusal), refusal.status),
})

/** A marriage of an old book becomes known to the register of people. */
export const takeInRoute = pageRoute({
  method: 'POST', url: `${booksHome}/so/:entry/hon-nhan`, access: { officer: ['justice-officer'] }, purpose: civilPurpose,
  async handler(ctx, req) {
    const entryId = entryOf(req)
    await takeInMarriage(ctx, { entryId, commandId: req.commandId ?? newId() })
    return { redirect: `${pathOf(entryId)}?hon-nhan=1` }
  },
  onRefusal: (ctx, req, refusal) => entryPage(ctx, req, errorsOf(refusal).map((each) => ({ ...each, field: '' })), refusal.status),
})

/** The PDF of an issued paper, for the body that issued it. */
export const paperRoute = pageRoute({
  method: 'GET', url: `${booksHome}/giay/:document`, access, purpose: civilPurpose,
  async handler(ctx, req) {
    const id = req.params['document'] ?? ''
    const { document, bytes } = await readDocumentFile(ctx, isId(id) ? id : refuse('civil.not-found'))
    return { bytes, type: 'application/pdf', filename: `${document.kind}-${document.number?.replace(/\W+/g, '-') ?? ''}.pdf`, inline: true }
  },
})

async function entryPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const entry = await readEntry(ctx, entryOf(req))
  const names = entry.people.length > 0 ? await readNames(ctx, entry.people.map((each) => each.personId)) : new Map<string, string>()
  const say = civilStrings.in(req.lang)
  const title = say('entry.title', { kind: kindWords(entry.kind, req.lang), who: entry.about })
  const role = req.session?.role
  return workPage(ctx, req, { title, screen: 'O-civil-entry', errors, path: pathOf(entry.entryId), back: { href: isSealed(req.query['tim']) ? `${booksHome}?tim=${req.query['tim']}` : booksHome, label: say('books.title') } },
    <EntryScreen entry={entry} names={names} today={ctx.today} issued={Number(req.query['cap']) || null} linked={req.query['gan'] === '1'} takenIn={req.query['hon-nhan'] === '1'} stands={entry.kind === 'marriage' && (await marriageStands(ctx, entry.entryId))} mayLink={role === 'justice-officer'} form={req.form} lang={req.lang} />, status)
}

interface EntryModel { readonly entry: EntryView; readonly names: ReadonlyMap<string, string>; readonly today: string; readonly issued: number | null; readonly linked: boolean; readonly takenIn: boolean; readonly stands: boolean; readonly mayLink: boolean; readonly form: PageRequest['form']; readonly lang: Lang }

function EntryScreen(props: EntryModel) {
  const { entry, lang } = props
  const say = civilStrings.in(lang)
  const acts = actsFrom(entry, props.stands)
  return (
    <>
      <p class="caption">{kindWords(entry.kind, lang)} {entry.origin === 'digitised' && <StatusTag tone="todo">{say('books.digitised')}</StatusTag>}</p>
      <h1>{entry.about}</h1>
      <p>{say('entry.number', { n: entry.entryNumber, book: entry.bookNumber || '–' })}{entry.pageNumber && `, ${say('entry.page', { n: entry.pageNumber })}`} · {formatDateVi(entry.registeredOn)} · {entry.authority}</p>
      {props.issued !== null && <Notice kind="success" title={say('entry.issued', { n: props.issued })} live><p>{say('entry.pdf-soon')}</p></Notice>}
      {props.takenIn && <Notice kind="success" title={say('entry.taken-in')} live />}
      {props.linked && <Notice kind="success" title={say('entry.linked')} live />}
      <CheckAnswers title={say('entry.content')} answers={entryLines(entry.kind, entry.content, entry.registeredOn).map(({ label, value }) => ({ label, value }))} />
      <h2>{say('entry.later')}</h2>
      {entry.later.length === 0 ? <p>{say('entry.later-none')}</p> : (
        <ul class="prose-list">{entry.later.map((each) => <li><a href={pathOf(each.entryId)}>{kindWords(each.kind, lang)}</a>, {formatDateVi(each.registeredOn)}: {[each.content['loaiViec'] ?? each.content['loaiGhiChu'], each.content['noiDungMoi']].filter(Boolean).join(' – ')}</li>)}</ul>
      )}
      <h2>{say('entry.people')}</h2>
      {entry.people.length === 0 ? <p>{say('entry.people-none')}</p> : (
        <ul class="plain-list">{entry.people.map((each) => <li>{partWords(each.part, lang)}: <strong>{props.names.get(each.personId) ?? ''}</strong> <StatusTag tone={each.standing === 'confirmed' ? 'known' : 'todo'}>{say(each.standing === 'confirmed' ? 'entry.confirmed' : 'entry.claimed')}</StatusTag></li>)}</ul>
      )}
      {acts.length > 0 && <><h2>{say('entry.acts')}</h2><ul class="plain-list">{acts.map((act) => <li><a href={`${booksHome}/viec/${act}?tu=${entry.entryId}`}>{actTitle(act, lang)}</a></li>)}</ul></>}
      <Copies {...props} />
      {entry.origin === 'digitised' && entry.kind === 'marriage' && props.mayLink && <TakeIn {...props} />}
      {entry.origin === 'digitised' && props.mayLink && <LinkForm {...props} />}
    </>
  )
}

const partWords = (part: string, lang: Lang): string => (`part.${part}` in civilStrings.vi ? civilStrings.t(lang, `part.${part}` as 'part.child') : part)

/** What may begin at this entry: only while nothing later has ended it. */
function actsFrom(entry: EntryView, stands: boolean): CaseActName[] {
  const ended = (kind: EntryView['kind']): boolean => entry.later.some((each) => each.kind === kind)
  if (entry.kind === 'birth' && entry.people.some((each) => each.part === 'child' && each.standing === 'confirmed')) return ['thay-doi-cai-chinh']
  // An old page itself ends nothing: a marriage of it must first be known to the register.
  if (entry.kind === 'marriage' && stands && !ended('divorce')) return ['ly-hon', 'huy-ket-hon', ...(entry.origin === 'registered' && entry.people.filter((each) => each.part === 'husband' || each.part === 'wife').length === 1 ? ['khai-tu-nguoi-nuoc-ngoai' as const] : [])]
  if (entry.origin === 'digitised') return []
  if (entry.kind === 'death' && entry.people.some((each) => each.part === 'deceased') && entry.content['gbtLoai'] === '3' && !ended('court-decision')) return ['huy-tuyen-bo-chet']
  return entry.kind === 'guardianship' && !ended('guardianship-end') ? ['cham-dut-giam-ho'] : []
}

function Copies(props: EntryModel) {
  const { entry, form, lang } = props
  const say = civilStrings.in(lang)
  const kind = (each: 'extract' | 'copy'): string => say(each === 'copy' ? 'entry.copy' : 'entry.extract')
  return (
    <>
      <h2>{say('entry.copies')}</h2>
      {entry.copies.length === 0 ? <p>{say('entry.copies-none')}</p> : (
        <DataTable caption={say('entry.copies-caption', { n: entry.copies.reduce((sum, each) => sum + each.copies, 0) })} rows={entry.copies} columns={[
          { header: say('entry.copy-number'), rowHeader: true, cell: (each) => <a href={`${booksHome}/giay/${each.documentId}`}>{`${each.number}/${each.year}`}<span class="sr-only">, {say('entry.open-pdf')}</span></a> },
          { header: say('entry.copy-kind'), cell: (each) => kind(each.kind) }, { header: say('entry.copy-count'), cell: (each) => String(each.copies), align: 'num' },
          { header: say('entry.copy-who'), cell: (each) => each.requester }, { header: say('entry.copy-when'), cell: (each) => formatInstantVi(each.issuedAt) },
        ]} />
      )}
      <Form action={`${pathOf(entry.entryId)}/trich-luc`} command={newId()} hidden={{ seen: String(entry.later.length) }} class="narrow-form" label={say('entry.issue')}>
        <h3>{say('entry.issue')}</h3>
        <RadioGroup name="kind" label={say('entry.copy-kind')} value={form.get('kind') || 'extract'} options={(['extract', 'copy'] as const).map((value) => ({ value, label: kind(value) }))} />
        <TextField name="copies" label={say('entry.issue-count')} value={form.get('copies') || '1'} inputmode="numeric" width="two" autocomplete="off" />
        <TextField name="requester" label={say('entry.issue-who')} value={form.get('requester')} autocomplete="off" />
        <div class="buttons"><Button act="issue-copy">{say('entry.issue-do')}</Button></div>
      </Form>
    </>
  )
}

function TakeIn(props: EntryModel) {
  const { entry, lang } = props
  const say = civilStrings.in(lang)
  if (props.stands || entry.later.some((each) => each.kind === 'divorce')) return null
  if (!confirmedCouple(entry)) return <p class="hint">{say('entry.take-in-first')}</p>
  return (
    <Form action={`${pathOf(entry.entryId)}/hon-nhan`} command={newId()} class="narrow-form" label={say('entry.take-in')}>
      <h2>{say('entry.take-in')}</h2>
      <p>{say('entry.take-in-text', { date: formatDateVi(entry.registeredOn) })}</p>
      <div class="buttons"><Button kind="secondary" act="take-in-marriage">{say('entry.take-in-do')}</Button></div>
    </Form>
  )
}

function LinkForm(props: EntryModel) {
  const { entry, form, lang } = props
  const say = civilStrings.in(lang)
  return (
    <Form action={`${pathOf(entry.entryId)}/gan`} command={newId()} class="narrow-form" label={say('entry.link')}>
      <h2>{say('entry.link')}</h2>
      <p>{say('entry.link-text')}</p>
      <Select name="part" label={say('entry.link-part')} value={form.get('part')} options={Object.keys(recordLayouts[entry.kind].prefixes).map((part) => ({ value: part, label: `${partWords(part, lang)}: ${entry.content[recordLayouts[entry.kind].people[part]!] ?? '–'}` }))} />
      <PinField name="number" label={say('entry.link-number')} value={form.get('number')} />
      <RadioGroup name="standing" label={say('entry.link-standing')} value={form.get('standing') || 'claimed'} options={[{ value: 'claimed', label: say('entry.link-claimed') }, { value: 'confirmed', label: say('entry.link-confirmed') }]} />
      <div class="buttons"><Button kind="secondary" act="link-entry">{say('entry.link-do')}</Button></div>
    </Form>
  )
}
