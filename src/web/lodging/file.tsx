import { lodgingFile, lodgingFileColumns, lodgingPapers, lodgingHosts, type LodgingFileResult, type LodgingHost } from '../../foundations/residence/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, csvText, DataTable, EmptyState, FileField, Form, Notice, RadioGroup, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { access, telling } from './purpose.ts'
import { lodgingStrings } from './strings.ts'

export interface FileModel {
  readonly hosts: readonly LodgingHost[]
  readonly hostId: string
  readonly command: string
  readonly result?: LodgingFileResult
}

/** Annex F: a list by file. Wrong lines go back to the device and are kept nowhere here. */
export function FileUpload(props: FileModel & { lang: Lang }) {
  const { hosts, result, lang } = props
  const say = lodgingStrings.in(lang)
  if (hosts.length === 0) return <><h1>{say('file.title')}</h1><EmptyState icon="home" title={say('tell.none')} action={<ButtonLink href="/luu-tru/co-so">{say('tell.open-place')}</ButtonLink>}>{say('tell.none-text')}</EmptyState></>
  const only = hosts.length === 1 ? hosts[0]! : undefined
  return (
    <>
      {result && result.told > 0 && <Notice kind="success" title={say('file.done', { n: result.told })} live><p>{say('file.receipt', { list: result.receipts.map((each) => each.reference).join(', ') })}</p></Notice>}
      {result && result.wrong.length > 0 && <Wrong result={result} lang={lang} />}
      <h1>{say('file.title')}</h1>
      <p>{say('file.lead')}</p>
      <p><a href="/luu-tru/tep/mau">{say('file.sample')}</a></p>
      <Form action="/luu-tru/tep" upload command={props.command} label={say('file.title')} {...(only ? { hidden: { host: only.hostId } } : {})}>
        {!only && <RadioGroup name="host" label={say('tell.host')} value={props.hostId} options={hosts.map((host) => ({ value: host.hostId, label: host.name ?? say('place.home'), hint: host.address.text }))} />}
        <FileField name="file" label={say('file.label')} types="CSV" maxMegabytes={1} accept=".csv,text/csv" />
        <Button act="send-list" icon="upload">{say('file.send')}</Button>
      </Form>
    </>
  )
}

const headingOf = (column: string): string => (lodgingFileColumns as Readonly<Record<string, string>>)[column] ?? column

function Wrong(props: { result: LodgingFileResult; lang: Lang }) {
  const { wrong } = props.result
  const say = lodgingStrings.in(props.lang)
  const columns = [...new Set(wrong.flatMap((each) => Object.keys(each.cells)))]
  const csv = csvText([...columns.map(headingOf), say('file.why')], wrong.map((each) => [...columns.map((column) => each.cells[column] ?? ''), `Dòng ${each.line}: ${each.why}`]))
  return (
    <Notice kind="warn" title={say('file.wrong', { n: wrong.length })} live>
      <DataTable caption={say('file.wrong', { n: wrong.length })} captionHidden rows={wrong.slice(0, 50)} columns={[{ header: say('file.line'), rowHeader: true, cell: (row) => `${row.line}. ${row.cells['guestName'] ?? ''}` }, { header: say('file.why'), cell: (row) => row.why }]} />
      <p>{say('file.again')}</p>
      <Form action="/luu-tru/tep/loi" hidden={{ csv }} label={say('file.download')}><Button kind="secondary" act="download-wrong" icon="download">{say('file.download')}</Button></Form>
    </Notice>
  )
}

async function filePage(ctx: Ctx, req: PageRequest, more: { errors?: readonly FieldError[]; result?: LodgingFileResult; command?: string } = {}): Promise<PageReply> {
  const hosts = await lodgingHosts(ctx)
  const hostId = (hosts.find((each) => each.hostId === req.form.get('host')) ?? hosts[0])?.hostId ?? ''
  return page(req, { title: lodgingStrings.t(req.lang, 'file.title'), screen: 'C-36-file', back: { href: '/luu-tru' }, path: '/luu-tru/tep', ...(more.errors ? { errors: more.errors } : {}) },
    <FileUpload hosts={hosts} hostId={hostId} command={more.command ?? newId()} {...(more.result ? { result: more.result } : {})} lang={req.lang} />, more.errors ? 422 : 200)
}

export const fileRoute = pageRoute({ method: 'GET', url: '/luu-tru/tep', access, purpose: telling, handler: (ctx, req) => filePage(ctx, req) })

export const sendFileRoute = pageRoute({
  method: 'POST', url: '/luu-tru/tep', access, purpose: telling, upload: { types: ['text/plain', 'text/csv', 'application/octet-stream'], maxBytes: 1024 * 1024, maxFiles: 1 }, rateLimit: { key: 'session', max: 30, perSeconds: 600, name: 'lodging-file' },
  async handler(ctx, req) {
    const file = req.files[0]
    if (!file) return filePage(ctx, req, { errors: [{ field: 'file', vi: lodgingStrings.vi['file.need'], en: lodgingStrings.en['file.need'] }] })
    const hostId = req.form.get('host')
    const result = await lodgingFile(ctx, { hostId: isId(hostId) ? hostId : newId(), text: new TextDecoder().decode(file.bytes).normalize('NFC'), commandId: req.commandId ?? newId() })
    return filePage(ctx, req, { result })
  },
  onRefusal: (ctx, req, refusal) => filePage(ctx, req, { errors: errorsOf(refusal) }),
})

const sample = csvText(Object.values(lodgingFileColumns), [['Nguyễn Văn Mẫu', '15/01/1990', 'Nam', 'Việt Nam', lodgingPapers.pin[0], '099090000000', 'Ấp Mẫu, xã Mẫu', '101', '22/11/2026 21:30', '23/11/2026', 'Du lịch']])

export const sampleRoute = pageRoute({ method: 'GET', url: '/luu-tru/tep/mau', access, purpose: telling, handler: async () => ({ bytes: Buffer.from(sample), type: 'text/csv; charset=utf-8', filename: 'danh-sach-khach-mau.csv' }) })

/** Gives the lines that the browser holds back as a file: they never rest on the server. */
export const wrongLinesRoute = pageRoute({
  method: 'POST', url: '/luu-tru/tep/loi', access, purpose: telling,
  handler: async (_ctx, req) => ({ bytes: Buffer.from(req.form.get('csv').replaceAll('\n', '\r\n')), type: 'text/csv; charset=utf-8', filename: 'dong-can-sua.csv' }),
})
