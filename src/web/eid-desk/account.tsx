import { cancelAccount, findAccountAtDesk, handOverCode, lockAccount, placeFor, readAccountFile, unlockAccount, unlockInPerson, type AccountFile, type FoundAccount, type LockGround } from '../../foundations/eid/index.ts'
import { isId } from '../../kernel/ids.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { parsePhone } from '../../kernel/phone.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, CheckAnswers, DataTable, Form, Notice, PinField, RadioGroup, StatusTag, TextArea, TextField, Timeline, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { accountPurpose as purpose, policeAccess as access } from './purposes.ts'
import { deskStrings } from './strings.ts'

const home = '/dc/eid/tai-khoan'
const grounds: readonly LockGround[] = ['holder', 'theft', 'breach', 'card', 'authority']
const error = (field: string, key: keyof typeof deskStrings.vi): FieldError => ({ field, vi: deskStrings.vi[key], en: deskStrings.en[key] })

function findPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = deskStrings.in(req.lang)
  return workPage(ctx, req, { title: say('account.title'), screen: 'P-11-find', errors, back: { href: '/dc/eid' }, path: home }, (
    <>
      <h1>{say('queue.account')}</h1>
      <p>{say('account.find-lead')}</p>
      <Form action={home} class="narrow-form"><PinField name="pin" label={say('take.pin')} value={req.form.get('pin')} /><div class="buttons"><Button act="find-account">{say('take.find')}</Button></div></Form>
    </>
  ), status)
}

export const findAccountRoute = pageRoute({ method: 'GET', url: home, access, purpose, handler: (ctx, req) => findPage(ctx, req) })

/** An account this unit answers for opens in full; of anybody else who stands here only what needs them present. */
export const foundAccountRoute = pageRoute({
  method: 'POST', url: home, access, purpose,
  async handler(ctx, req) {
    const pin = parseTypedPin(req.form.get('pin'))
    if (pin === null) return findPage(ctx, req, [{ field: 'pin', vi: typedPinProblem(req.form.get('pin')) ?? deskStrings.vi['take.pin-wrong'], en: deskStrings.en['take.pin-wrong'] }], 422)
    const found = await findAccountAtDesk(ctx, pin)
    return found.mine ? { redirect: `${home}/${found.accountId}` } : presentPage(ctx, req, found, pin)
  },
  onRefusal: (ctx, req, refusal) => findPage(ctx, req, errorsOf(refusal), refusal.status),
})

function Present(props: { state: string; child: boolean; req: PageRequest; hidden: Record<string, string>; lang: Lang }) {
  const { form } = props.req
  const say = deskStrings.in(props.lang)
  return (
    <>
      {props.state === 'locked' && (
        <Form action="/dc/eid/co-mat" hidden={{ ...props.hidden, act: 'unlock' }} class="narrow-form" label={say('account.unlock')}>
          <h2>{say('account.unlock')}</h2>
          <TextField name="reason" label={say('account.reason')} id="unlock-reason" />
          <div class="buttons"><Button act="unlock-present">{say('account.unlock-do')}</Button></div>
        </Form>
      )}
      {(props.state === 'active' || props.state === 'activation-pending') && (
        <Form action="/dc/eid/co-mat" hidden={{ ...props.hidden, act: 'code' }} class="narrow-form" label={say('account.code')}>
          <h2>{say('account.code')}</h2>
          <p>{say('account.code-text')}</p>
          {props.child && <TextField name="phone" label={say('account.own-phone')} hint={say('account.own-phone-hint')} optional type="tel" inputmode="tel" width="half" value={form.get('phone')} />}
          {props.child && <PinField name="representative" label={say('account.new-representative')} hint={say('account.new-representative-hint')} optional value={form.get('representative')} />}
          <div class="buttons"><Button kind="secondary" act="hand-over-code">{say('account.code-do')}</Button></div>
        </Form>
      )}
    </>
  )
}

function presentPage(ctx: Ctx, req: PageRequest, found: FoundAccount, pin: string, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = deskStrings.in(req.lang)
  return workPage(ctx, req, { title: say('account.title'), screen: 'P-11-present', errors, back: { href: home }, path: home }, (
    <>
      <h1>{found.displayName}</h1>
      <CheckAnswers title={say('account.title')} answers={[{ label: say('account.level'), value: String(found.level) }, { label: say('account.state'), value: say(`state.${found.state}`) }]} />
      <Present state={found.state} child={found.kind === 'child'} req={req} hidden={{ pin }} lang={req.lang} />
    </>
  ), status)
}

/** What needs the holder at the desk: found again by number, card and face compared by the devices in the use case. */
export const presentRoute = pageRoute({
  method: 'POST', url: '/dc/eid/co-mat', access, purpose,
  async handler(ctx, req) {
    const found = await presentOf(ctx, req)
    if (req.form.get('act') === 'code') {
      const typed = req.form.get('phone').trim()
      const phone = typed === '' ? null : parsePhone(typed)
      if (phone !== null && phone?.kind !== 'mobile') return againPage(ctx, req, [error('phone', 'take.phone-wrong')])
      const representative = req.form.get('representative').trim()
      const representativePin = representative === '' ? null : parseTypedPin(representative)
      if (representative !== '' && representativePin === null) return againPage(ctx, req, [{ field: 'representative', vi: typedPinProblem(representative) ?? deskStrings.vi['take.pin-wrong'], en: deskStrings.en['take.pin-wrong'] }])
      const { code, until } = await handOverCode(ctx, found.personId, { phone: phone?.national ?? null, email: null, representativePin })
      const say = deskStrings.in(req.lang)
      return workPage(ctx, req, { title: say('account.code'), screen: 'P-11-code', back: { href: '/dc/eid' }, path: home }, <><h1>{say('account.code-heading')}</h1><p class="code" data-code>{code}</p><p>{say('account.code-until', { when: formatInstantVi(until) })}</p></>)
    }
    await unlockInPerson(ctx, { personId: found.personId, reason: req.form.get('reason').trim() || 'Chủ tài khoản có mặt' })
    return found.mine ? { redirect: `${home}/${found.accountId}?xong=unlock` } : { redirect: '/dc/eid' }
  },
  onRefusal: async (ctx, req, refusal) => (refusal.field === 'phone' || refusal.field === 'representative' ? againPage(ctx, req, errorsOf(refusal)) : findPage(ctx, req, errorsOf(refusal), refusal.status)),
})

/** The page the form stood on, with what was typed. */
async function againPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[]): Promise<PageReply> {
  const account = req.form.get('account')
  if (isId(account)) return accountPage(ctx, req, errors, 422, account)
  const pin = parseTypedPin(req.form.get('pin')) ?? ''
  return presentPage(ctx, req, await findAccountAtDesk(ctx, pin), pin, errors, 422)
}

async function presentOf(ctx: Ctx, req: PageRequest): Promise<{ personId: string; accountId: string; mine: boolean }> {
  const account = req.form.get('account')
  if (isId(account)) return { ...(await readAccountFile(ctx, account)), mine: true }
  return findAccountAtDesk(ctx, parseTypedPin(req.form.get('pin')) ?? '')
}

function Account(props: { file: AccountFile; commander: boolean; req: PageRequest; lang: Lang }) {
  const { file, lang, req: { form } } = props
  const say = deskStrings.in(lang)
  const when = (at: string | null): string => (at ? formatInstantVi(at) : say('account.never'))
  const done = (['lock', 'unlock', 'cancel'] as const).find((word) => word === props.req.query['xong'])
  return (
    <>
      <h1>{file.displayName}</h1>
      {done && <Notice kind="success" title={say(`account.done-${done}`)} live />}
      <p><StatusTag tone={file.state === 'active' ? 'known' : file.state === 'locked' ? 'problem' : 'info'}>{say(`state.${file.state}`)}</StatusTag></p>
      <CheckAnswers title={say('account.title')} answers={[
        { label: say('account.level'), value: String(file.level) }, { label: say('account.intake'), value: when(file.intakeAt) }, { label: say('account.approved'), value: when(file.approvedAt) },
        { label: say('account.activated'), value: when(file.activatedAt) }, { label: say('account.used'), value: when(file.lastUsedAt) },
      ]} />
      <Present state={file.state} child={file.kind === 'child'} req={props.req} hidden={{ account: file.accountId }} lang={lang} />
      {file.state === 'locked' && file.locks[0]?.ground === 'authority' && (
        <Form action={`${home}/${file.accountId}`} hidden={{ act: 'unlock' }} class="narrow-form" label={say('account.unlock-authority')}>
          <h2>{say('account.unlock-authority')}</h2>
          <TextField name="reason" id="authority-reason" label={say('account.document')} />
          <div class="buttons"><Button kind="secondary" act="unlock-by-document">{say('account.unlock-authority-do')}</Button></div>
        </Form>
      )}
      {file.state === 'active' && (
        <Form action={`${home}/${file.accountId}`} hidden={{ act: 'lock' }} class="narrow-form" label={say('account.lock')}>
          <h2>{say('account.lock')}</h2>
          <p>{say('account.lock-text')}</p>
          <RadioGroup name="ground" label={say('account.lock-ground')} value={form.get('ground')} options={grounds.map((ground) => ({ value: ground, label: say(`ground.${ground}`) }))} />
          <TextField name="requestedBy" label={say('account.requested-by')} value={form.get('requestedBy')} />
          <TextField name="document" label={say('account.document')} hint={say('account.document-hint')} value={form.get('document')} />
          <TextArea name="reason" label={say('account.reason')} value={form.get('reason')} rows={2} maxlength={300} />
          <div class="buttons"><Button kind="danger" act="lock-account">{say('account.lock-do')}</Button></div>
        </Form>
      )}
      <h2>{say('account.locks')}</h2>
      <DataTable caption={say('account.locks')} captionHidden rows={file.locks} empty={<p class="muted">{say('account.no-locks')}</p>} columns={[
        { header: say('account.lock-ground'), rowHeader: true, cell: (lock) => say(`ground.${lock.ground}` as 'ground.holder') }, { header: say('account.requested-by'), cell: (lock) => lock.requestedBy || '–' },
        { header: say('account.lock-why'), cell: (lock) => [lock.reason, lock.document].filter(Boolean).join(' · ') }, { header: say('account.lock-from'), cell: (lock) => formatInstantVi(lock.lockedAt) },
        { header: say('account.lock-to'), cell: (lock) => (lock.unlockedAt ? formatInstantVi(lock.unlockedAt) : '–') },
      ]} />
      <h2>{say('account.events')}</h2>
      <Timeline label={say('account.events')} events={file.events.map((event) => ({ when: formatInstantVi(event.at), text: say(`state.${event.to}`), detail: event.reason ?? undefined }))} />
      {props.commander && !['cancelled', 'rejected'].includes(file.state) && (
        <Form action={`${home}/${file.accountId}`} hidden={{ act: 'cancel' }} class="narrow-form" label={say('account.cancel')}>
          <h2>{say('account.cancel')}</h2>
          <TextField name="reason" id="cancel-reason" label={say('account.reason')} />
          <div class="buttons"><Button kind="danger" act="cancel-account">{say('account.cancel-do')}</Button></div>
        </Form>
      )}
    </>
  )
}

const idOf = (req: PageRequest): string => (isId(req.params['account'] ?? '') ? req.params['account']! : '00000000-0000-7000-8000-000000000000')

async function accountPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number, accountId = idOf(req)): Promise<PageReply> {
  const file = await readAccountFile(ctx, accountId)
  return workPage(ctx, req, { title: deskStrings.t(req.lang, 'account.title'), screen: 'P-11-account', errors, back: { href: '/dc/eid' }, path: `${home}/${accountId}` }, <Account file={file} commander={req.session?.role === 'police-commander'} req={req} lang={req.lang} />, status)
}

export const accountRoute = pageRoute({ method: 'GET', url: `${home}/:account`, access, purpose, handler: (ctx, req) => accountPage(ctx, req) })

export const changeAccountRoute = pageRoute({
  method: 'POST', url: `${home}/:account`, access, purpose,
  async handler(ctx, req) {
    const file = await readAccountFile(ctx, idOf(req))
    const area = placeFor(ctx, file)!
    const { form } = req
    const act = form.get('act')
    const reason = form.get('reason').trim()
    if (act !== 'unlock' && act !== 'cancel') {
      const ground = grounds.find((each) => each === form.get('ground'))
      const errors = [...(ground ? [] : [error('ground', 'ground.choose')]), ...(reason === '' ? [error('reason', 'account.reason')] : [])]
      if (!ground || errors.length > 0) return accountPage(ctx, req, errors, 422)
      await lockAccount(ctx, { personId: file.personId, area, ground, reason, requestedBy: form.get('requestedBy').trim().slice(0, 120), document: form.get('document').trim().slice(0, 120) || null })
    } else if (act === 'unlock') await unlockAccount(ctx, { personId: file.personId, area, reason: reason || 'Theo văn bản' })
    else await cancelAccount(ctx, { personId: file.personId, area, reason })
    return { redirect: `${home}/${file.accountId}?xong=${act === 'unlock' || act === 'cancel' ? act : 'lock'}` }
  },
  onRefusal: (ctx, req, refusal) => accountPage(ctx, req, errorsOf(refusal), refusal.status),
})
