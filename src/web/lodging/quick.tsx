import { codeList } from '../../foundations/areas/index.ts'
import { lastNotice, lodgingHosts, lodgingReasons, ownNotice, tellLodging, withdrawLodging, type LodgingHost } from '../../foundations/residence/index.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, EmptyState, Form, Notice, RadioGroup, Select, TextArea, TextField, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { access, telling } from './purpose.ts'
import { eveningOf, readForm, typedOf, type Typed } from './read-form.ts'
import { lodgingStrings } from './strings.ts'

interface Receipt {
  readonly noticeId: string
  readonly reference: string
  readonly recordedAt: string
  readonly guests: number
  readonly late: boolean
}

export interface QuickModel {
  readonly hosts: readonly LodgingHost[]
  readonly typed: Typed
  readonly command: string
  readonly late: boolean
  readonly receipt?: Receipt | undefined
  readonly undone?: boolean
  readonly today: string
  /** Keeps what waits on a shared device apart. */
  readonly owner: string
}

export const hostLabel = (host: LodgingHost): string => (host.name === null ? host.address.text : `${host.name}, ${host.address.text}`)

/** C-35: one form, everything but the guest stands as last time. */
export function Quick(props: QuickModel & { lang: Lang }) {
  const { hosts, typed, receipt, lang } = props
  const say = lodgingStrings.in(lang)
  if (hosts.length === 0) return <><h1>{say('tell.heading')}</h1><EmptyState icon="home" title={say('tell.none')} action={<ButtonLink href="/luu-tru/co-so">{say('tell.open-place')}</ButtonLink>}>{say('tell.none-text')}</EmptyState></>
  const only = hosts.length === 1 ? hosts[0]! : undefined
  const words = JSON.stringify(Object.fromEntries((['waiting', 'guests', 'sending', 'done', 'look', 'failed', 'offline', 'again', 'remove', 'sign-in', 'kept', 'title'] as const).map((key) => [key, say(`queue.${key}`)])))
  return (
    <>
      {receipt && (
        <Notice kind={receipt.late ? 'warn' : 'success'} title={say('done.title', { n: receipt.guests })} live>
          <p>{say('done.text', { reference: receipt.reference, when: formatInstantVi(receipt.recordedAt) })}</p>
          {receipt.late && <p>{say('done.late')}</p>}
          <Form action="/luu-tru/rut" command={newId()} hidden={{ notice: receipt.noticeId }} label={say('done.undo')}><Button kind="secondary" act="undo" icon="cross">{say('done.undo')}</Button><p class="hint">{say('done.undo-hint')}</p></Form>
        </Notice>
      )}
      {props.undone && <Notice kind="info" title={say('done.undone')} live />}
      <h1>{say('tell.heading')}</h1>
      <p>{say(props.late ? 'tell.rule-late' : 'tell.rule-day')}</p>
      <div data-lodging-queue={words} data-owner={props.owner} data-scan={say('tell.scan')} data-scan-stop={say('tell.scan-stop')} />
      <Form action="/luu-tru" command={props.command} id="bao-luu-tru" label={say('tell.title')} {...(only ? { hidden: { host: only.hostId } } : {})}>
        {only ? <p>{say('tell.host-at', { place: hostLabel(only) })}</p> : <RadioGroup name="host" label={say('tell.host')} value={typed.host} options={hosts.map((host) => ({ value: host.hostId, label: host.name ?? say('place.home'), hint: host.address.text }))} />}
        <TextArea name="guests" label={say('tell.guests')} hint={say('tell.guests-hint')} rows={2} value={typed.guests} autocomplete="off" />
        <RadioGroup name="reason" label={say('tell.reason')} value={typed.reason} inline options={lodgingReasons.map((reason) => ({ value: reason, label: say(`reason.${reason}`) }))} />
        <TextField name="nights" label={say('tell.nights')} inputmode="numeric" width="two" value={typed.nights} autocomplete="off" src="choice" />
        <details class="details" open={typed.name !== '' || typed.arrive !== '' || typed.room !== ''}>
          <summary>{say('tell.more')}</summary>
          <div class="details-body">
            <TextField name="arrive" label={say('tell.arrive')} hint={say('tell.arrive-hint')} optional width="half" value={typed.arrive} autocomplete="off" />
            <TextField name="room" label={say('tell.room')} optional width="four" value={typed.room} autocomplete="off" />
            <TextField name="name" label={say('tell.name')} hint={say('tell.name-hint')} optional value={typed.name} autocomplete="off" />
            <Select name="nationality" label={say('tell.nationality')} value={typed.nationality} options={codeList('nationalities', props.today).map((each) => ({ value: each.code, label: lang === 'en' ? each.labelEn : each.label }))} />
            <TextField name="document" label={say('tell.document')} optional width="half" value={typed.document} autocomplete="off" />
          </div>
        </details>
        <Button act="tell" wide>{say('tell.send')}</Button>
      </Form>
      <h2>{say('tell.other')}</h2>
      <ul>
        <li><a href={`/luu-tru/so?noi=${typed.host}`}>{say('book.title')}</a></li>
        <li><a href="/luu-tru/tep">{say('file.title')}</a></li>
        <li><a href="/luu-tru/nguoi-than">{say('standing.title')}</a></li>
        <li><a href="/luu-tru/co-so">{say('place.title')}</a></li>
      </ul>
    </>
  )
}

interface Shown {
  readonly errors?: readonly FieldError[]
  readonly typed?: Typed
  readonly command?: string
}

async function quickPage(ctx: Ctx, req: PageRequest, shown: Shown = {}): Promise<PageReply> {
  const hosts = await lodgingHosts(ctx)
  const last = shown.typed ? undefined : await lastNotice(ctx)
  const host = hosts.find((each) => each.hostId === (shown.typed?.host || last?.hostId)) ?? hosts[0]
  const typed = { ...(shown.typed ?? { guests: '', reason: last?.reason ?? (host?.kind === 'place' ? 'travel' : 'visit'), nights: String(last?.nights ?? 1), room: '', arrive: '', name: '', document: '', nationality: 'VNM' }), host: host?.hostId ?? '' }
  const id = shown.typed ? '' : req.query['xong'] ?? ''
  const receipt = isId(id) ? { noticeId: id, ...(await ownNotice(ctx, id)) } : undefined
  const model: QuickModel = { hosts, typed, command: shown.command ?? newId(), late: ctx.now >= eveningOf(ctx.today), receipt, undone: req.query['rut'] !== undefined, today: ctx.today, owner: sha256Hex(req.session?.accountId ?? '').slice(0, 16) }
  return page(req, { title: lodgingStrings.t(req.lang, 'tell.title'), screen: 'C-35', back: { href: '/toi' }, scripts: ['lodging'], ...(shown.errors ? { errors: shown.errors } : {}) }, <Quick {...model} lang={req.lang} />, shown.errors ? 422 : 200)
}

export const quickRoute = pageRoute({ method: 'GET', url: '/luu-tru', access, purpose: telling, handler: (ctx, req) => quickPage(ctx, req) })

const byScript = (req: PageRequest): boolean => req.header('accept')?.includes('application/json') ?? false

export const tellRoute = pageRoute({
  method: 'POST', url: '/luu-tru', access, purpose: telling, rateLimit: { key: 'session', max: 300, perSeconds: 600, name: 'lodging' },
  async handler(ctx, req) {
    const { guests, arriveAt, deviceAt, errors } = readForm(req.form, ctx.today)
    const typed = typedOf(req.form)
    if (errors.length > 0) return byScript(req) ? { json: { errors }, status: 422 } : quickPage(ctx, req, { errors, typed, command: req.commandId ?? newId() })
    const receipt = await tellLodging(ctx, {
      hostId: isId(typed.host) ? typed.host : newId(), guests, reason: typed.reason, nights: Number(typed.nights.trim() || Number.NaN), arriveAt, deviceAt, channel: deviceAt ? 'offline' : 'quick', commandId: req.commandId ?? newId(),
    })
    const next = `/luu-tru?xong=${receipt.noticeId}`
    return byScript(req) ? { json: { ...receipt, next } } : { redirect: next }
  },
  onRefusal: async (ctx, req, refusal) => (byScript(req) ? { json: { errors: errorsOf(refusal) }, status: refusal.status } : quickPage(ctx, req, { errors: errorsOf(refusal), typed: typedOf(req.form), command: newId() })),
})

export const undoRoute = pageRoute({
  method: 'POST', url: '/luu-tru/rut', access, purpose: telling,
  async handler(ctx, req) {
    const noticeId = req.form.get('notice')
    await withdrawLodging(ctx, { noticeId: isId(noticeId) ? noticeId : newId(), commandId: req.commandId ?? newId() })
    return { redirect: '/luu-tru?rut=1' }
  },
})
