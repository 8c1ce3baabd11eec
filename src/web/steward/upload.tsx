import { kindOfList, limits, listKinds, uploadList, type ListKind } from '../../data-ecosystem/linkage/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays, parseDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DateField, FileField, Form, Notice, Select, TextArea, TextField, type Lang } from '../kit/index.ts'
import { demo, errorsOf } from '../public/index.ts'
import { listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { listPath } from './list-words.tsx'
import { refuse } from './refusals.ts'
import { stewardStrings } from './strings.ts'

const megabytes = limits.uploadBytes / 1024 / 1024

interface Typed {
  readonly kind: string
  readonly title: string
  readonly purpose: string
  readonly basis: string
  readonly day: string
  readonly month: string
  readonly year: string
}

/** D-02: what the list is, what for, by which law, until when; then the file. */
export function Upload(props: { typed: Typed; again: boolean; mayTrusted: boolean; lang: Lang }) {
  const { typed, lang } = props
  const say = stewardStrings.in(lang)
  const kinds = listKinds().filter((kind) => props.mayTrusted || !kind.sensitive)
  return (
    <>
      <h1>{say('upload.title')}</h1>
      <p class="lead">{say('upload.lead')}</p>
      <Form action="/dl/tai" upload command={newId()} label={say('upload.title')}>
        <Select name="kind" label={say('upload.kind')} value={typed.kind} options={kinds.map((kind) => ({ value: kind.id, label: kind.name[lang] }))} />
        <p class="hint"><a href="/dl/loai" data-act="list-kinds">{say('upload.kinds')}</a></p>
        <TextField name="title" label={say('upload.name')} hint={say('upload.name-hint')} value={typed.title} maxlength={200} autocomplete="off" />
        <TextArea name="purpose" label={say('upload.purpose')} hint={say('upload.purpose-hint')} value={typed.purpose} rows={2} maxlength={300} />
        <TextField name="basis" label={say('upload.basis')} hint={say('upload.basis-hint')} value={typed.basis} maxlength={300} autocomplete="off" />
        <DateField name="retain" label={say('upload.retain')} hint={say('upload.retain-hint')} value={{ day: typed.day, month: typed.month, year: typed.year }} />
        {props.again && <Notice kind="info" title={say('upload.again')} />}
        {demo()?.sampleList && <p class="hint"><a href="/dl/tep-mau" data-act="sample-list">{say('upload.sample')}</a></p>}
        <FileField name="file" label={say('upload.file')} types={say('upload.types')} maxMegabytes={megabytes} accept=".csv,.txt,.tsv,.xlsx,.parquet" />
        <Button act="upload-list">{say('upload.send')}</Button>
      </Form>
    </>
  )
}

/** Basis and day of deletion as the kind's file proposes them; the owner may write otherwise. */
function proposed(kind: ListKind | undefined, today: string): Typed {
  const [year = '', month = '', day = ''] = kind ? addDays(today, kind.keepDays).split('-') : []
  return { kind: kind?.id ?? '', title: '', purpose: '', basis: kind?.basis ?? '', day, month, year }
}

function uploadPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const { form } = req
  const typed = req.method === 'POST' ? { kind: form.get('kind'), title: form.get('title'), purpose: form.get('purpose'), basis: form.get('basis'), day: form.get('retain.day'), month: form.get('retain.month'), year: form.get('retain.year') } : proposed(kindOfList(req.query['loai'] ?? ''), ctx.today)
  const mayTrusted = ctx.actor.kind === 'officer' && ctx.actor.sensitive === true
  return stewardPage(ctx, req, { title: stewardStrings.t(req.lang, 'upload.title'), screen: 'D-02', path: '/dl/tai', back: { href: '/dl', label: stewardStrings.t(req.lang, 'home.title') }, errors },
    <Upload typed={typed} again={req.method === 'POST' && !errors.some(({ field }) => field === 'file')} mayTrusted={mayTrusted} lang={req.lang} />, errors.length > 0 ? 422 : 200)
}

export const uploadFormRoute = pageRoute({ method: 'GET', url: '/dl/tai', access: stewardAccess, purpose: listPurpose, handler: (ctx, req) => uploadPage(ctx, req) })

export const uploadRoute = pageRoute({
  method: 'POST', url: '/dl/tai', access: stewardAccess, purpose: listPurpose, upload: { types: 'any', maxBytes: limits.uploadBytes, maxFiles: 1 }, rateLimit: { key: 'session', max: 60, perSeconds: 3_600 },
  async handler(ctx, req) {
    const { form } = req
    const file = req.files.find(({ field }) => field === 'file')
    const listId = await uploadList(ctx, {
      commandId: req.commandId ?? newId(), kind: form.get('kind'), title: form.get('title'), purpose: form.get('purpose'), legalBasis: form.get('basis'), fileName: file?.name ?? '', bytes: file?.bytes ?? null,
      retainUntil: parseDateVi({ y: form.get('retain.year'), m: form.get('retain.month'), d: form.get('retain.day') }) ?? '',
    })
    return { redirect: listPath(listId) }
  },
  onRefusal(ctx, req, refusal) {
    // The platform speaks of photos; a list is split.
    const errors = refusal.code === 'http.file-too-large' ? [{ field: 'file', vi: stewardStrings.t('vi', 'upload.too-large', { max: megabytes }), en: stewardStrings.t('en', 'upload.too-large', { max: megabytes }) }] : errorsOf(refusal)
    return uploadPage(ctx, req, errors)
  },
})

/** Only in a demonstration: a list to try with. */
export const sampleListRoute = pageRoute({
  method: 'GET', url: '/dl/tep-mau', access: stewardAccess, purpose: listPurpose,
  async handler() {
    const text = demo()?.sampleList?.()
    if (text === undefined) refuse('steward.unknown')
    return { bytes: Buffer.from(text, 'utf8'), type: 'text/csv; charset=utf-8', filename: 'hoi-vien-mau.csv' }
  },
})
