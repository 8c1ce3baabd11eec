import { isId, newId } from '../../kernel/ids.ts'
import { allow, plusSeconds, putFile, type CitizenActor, type Ctx } from '../../platform/index.ts'
import { findUsableAccount } from '../eid/index.ts'
import { callsOf, fieldsUsed, usageOf, type Call, type Usage } from './calls.sql.ts'
import { purposeProblems, settingsProblems } from './check-settings.ts'
import { emptySettings, type Client, type ClientPurpose, type ClientSettings, type RelyingOrganisation } from './client.ts'
import { clientsOfOrganisation, decisionsOn, findClient, findOrganisation, insertClient, insertOrganisation, insertPaper, isMember, lockClient, organisationsOf, papersOf, updateClient, verifiedWithNumber, type Decision, type StoredPaper } from './clients.sql.ts'
import { consentsOfClient } from './consent.sql.ts'
import { goLiveChecks, type GoLiveCheck } from './go-live.ts'
import { insertMember } from './members.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** Organisations this person works for in the console, each with its clients. */
export async function ownOrganisations(ctx: Ctx): Promise<{ organisation: RelyingOrganisation; clients: Client[] }[]> {
  const me = developerOf(ctx)
  const organisations = await organisationsOf(ctx.tx, me.accountId)
  return Promise.all(organisations.map(async (organisation) => ({ organisation, clients: await clientsOfOrganisation(ctx.tx, organisation.organisationId) })))
}

export type NewOrganisation = Pick<RelyingOrganisation, 'name' | 'businessNumber' | 'kind' | 'licence' | 'contactName' | 'contactEmail' | 'dataOfficer'>

/** an organisation makes itself known; it is verified with its first live client, by the two who approve that. */
export async function registerOrganisation(ctx: Ctx, input: NewOrganisation): Promise<string> {
  allow(ctx, 'openid.register-organisation')
  const me = developerOf(ctx)
  const errors = [
    ...(input.name.trim().length < 3 ? [{ field: 'name', vi: 'Viết tên tổ chức như trên giấy phép.', en: 'Write the name as on the licence.' }] : []),
    ...(/^\d{10}(-\d{3})?$|^[A-Z0-9.]{3,20}$/.test(input.businessNumber) ? [] : [{ field: 'businessNumber', vi: 'Mã số doanh nghiệp có 10 chữ số; cơ quan nhà nước dùng mã định danh cơ quan.', en: 'A business number has 10 figures; state bodies use their identification code.' }]),
    ...(input.contactName.trim().length < 3 ? [{ field: 'contactName', vi: 'Viết tên người liên hệ.', en: 'Write the name of the contact.' }] : []),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.contactEmail) ? [] : [{ field: 'contactEmail', vi: 'Viết địa chỉ thư điện tử, ví dụ ten@donvi.vn.', en: 'Write an e-mail address, such as name@unit.vn.' }]),
    ...(input.dataOfficer.trim().length < 3 ? [{ field: 'dataOfficer', vi: 'Viết tên người phụ trách bảo vệ dữ liệu cá nhân.', en: 'Write the name of the data protection officer.' }] : []),
  ]
  refuseUnless(errors.length === 0, 'openid.field-missing', { errors })
  refuseUnless(!(await verifiedWithNumber(ctx.tx, input.businessNumber)), 'openid.number-taken', { field: 'businessNumber' })
  const organisationId = newId()
  await insertOrganisation(ctx.tx, { ...input, organisationId, verifiedAt: null, by: me.accountId, at: ctx.now })
  await insertMember(ctx.tx, { organisationId, accountId: me.accountId, personId: me.personId, name: (await findUsableAccount(ctx.tx, me.accountId, ctx.today))?.displayName ?? '', at: ctx.now })
  return organisationId
}

/** a client of the sandbox works at once, without paperwork. Its id is made here; a demonstration names the one its documents speak of. */
export async function createSandboxClient(ctx: Ctx, organisationId: string, settings: Pick<ClientSettings, 'name' | 'homeUrl' | 'redirectUris' | 'auth' | 'keys'>, clientId = `thu-${newId().slice(-12)}`): Promise<string> {
  const me = developerOf(ctx)
  await ownOrganisation(ctx, organisationId)
  const all: ClientSettings = { ...emptySettings, ...settings, purposes: [firstPurpose] }
  refuseUnlessRight(settingsProblems(all, 'sandbox'))
  await insertClient(ctx.tx, { clientId, organisationId, environment: 'sandbox', state: 'approved', settings: all, inForce: all, by: me.accountId, at: ctx.now })
  return clientId
}

/** Enough to see the consent screen; the developer writes the true one. */
const firstPurpose: ClientPurpose = {
  code: 'dang-nhap', vi: 'Nhận ra người dùng của ứng dụng', en: 'Recognise users of the application', ifRefused: 'Người dùng tạo tài khoản riêng của ứng dụng.', days: 90, authLevel: 1, freshWithin: null,
  facts: [{ fact: 'name', why: 'chào người dùng bằng tên', required: false }],
}

/** the same system in truth: a draft that starts from what was tried in the sandbox. */
export async function createLiveClient(ctx: Ctx, sandboxClientId: string): Promise<string> {
  const me = developerOf(ctx)
  const { client } = await ownClient(ctx, sandboxClientId)
  refuseUnless(client.environment === 'sandbox', 'openid.client-unknown')
  const clientId = `rp-${newId().slice(-12)}`
  const settings: ClientSettings = { ...client.settings, profile: client.settings.auth === 'none' ? 'standard' : 'fapi2' }
  await insertClient(ctx.tx, { clientId, organisationId: client.organisationId, environment: 'live', state: 'draft', settings, inForce: null, by: me.accountId, at: ctx.now })
  return clientId
}

export interface OwnClient {
  readonly client: Client
  readonly organisation: RelyingOrganisation
}

export async function ownClient(ctx: Ctx, clientId: string): Promise<OwnClient> {
  const client = (await findClient(ctx.tx, clientId)) ?? refuse('openid.client-unknown')
  return { client, organisation: await ownOrganisation(ctx, client.organisationId, 'openid.client-unknown') }
}

/** Changes settings. The sandbox goes by them at once; in truth what two people approved stays in force until two people approve the change, and what was cut off stays cut off. */
export async function changeClient(ctx: Ctx, clientId: string, change: Partial<ClientSettings>): Promise<void> {
  await ownClient(ctx, clientId)
  const client = (await lockClient(ctx.tx, clientId))!
  refuseUnless(client.state !== 'waiting', 'openid.waiting-unchangeable')
  const settings = { ...client.settings, ...change }
  refuseUnlessRight(settingsProblems(settings, client.environment))
  await keep(ctx, client, client.environment === 'sandbox' ? { state: client.state, settings, inForce: settings, submittedAt: null } : { state: client.state === 'suspended' ? 'suspended' : 'draft', settings, inForce: client.inForce, submittedAt: null })
}

/** a purpose with its facts; the same code again replaces it, `remove` takes it out. */
export async function changePurpose(ctx: Ctx, clientId: string, purpose: ClientPurpose, remove = false): Promise<void> {
  const { client } = await ownClient(ctx, clientId)
  if (!remove) refuseUnlessRight(purposeProblems(purpose))
  const others = client.settings.purposes.filter(({ code }) => code !== purpose.code)
  const purposes = remove ? others : [...others, purpose]
  refuseUnless(purposes.length > 0, 'openid.field-missing', { errors: [{ field: 'code', vi: 'Cần ít nhất một mục đích.', en: 'At least one purpose is needed.' }] })
  await changeClient(ctx, clientId, { purposes })
}

export async function addPaper(ctx: Ctx, clientId: string, file: { name: string; bytes: Uint8Array }): Promise<void> {
  const me = developerOf(ctx)
  const { client } = await ownClient(ctx, clientId)
  refuseUnless(client.state !== 'waiting', 'openid.waiting-unchangeable')
  const stored = await putFile(file.bytes)
  await insertPaper(ctx.tx, { paperId: newId(), clientId, fileHash: stored.hash, name: file.name, by: me.accountId, at: ctx.now })
}

export interface GoLive extends OwnClient {
  readonly papers: readonly StoredPaper[]
  readonly checks: readonly GoLiveCheck[]
  readonly decisions: readonly Decision[]
}

/** what stands between this client and the truth. */
export async function goLiveOf(ctx: Ctx, clientId: string): Promise<GoLive> {
  const own = await ownClient(ctx, clientId)
  const papers = await papersOf(ctx.tx, clientId)
  const tried = (await clientsOfOrganisation(ctx.tx, own.organisation.organisationId)).filter(({ environment }) => environment === 'sandbox')
  const usage = (await Promise.all(tried.map((each) => usageOf(ctx.tx, each.clientId, plusSeconds(ctx.now, -90 * 86_400))))).flat()
  const done = (endpoint: string): boolean => usage.some((each) => each.endpoint === endpoint && each.times > each.failed)
  return { ...own, papers, decisions: await decisionsOn(ctx.tx, clientId), checks: goLiveChecks(own.organisation, own.client, papers.length, done('token') && done('userinfo')) }
}

/** Sends the request to the two who decide, or takes it back. Refuses while a check is open. */
export async function submitClient(ctx: Ctx, clientId: string): Promise<void> {
  const { checks, client } = await goLiveOf(ctx, clientId)
  refuseUnless(client.environment === 'live' && client.state === 'draft', 'openid.not-waiting')
  refuseUnless(checks.every(({ met }) => met), 'openid.not-complete')
  await keep(ctx, client, { state: 'waiting', settings: client.settings, inForce: client.inForce, submittedAt: ctx.now })
}

export async function withdrawSubmission(ctx: Ctx, clientId: string): Promise<void> {
  const { client } = await ownClient(ctx, clientId)
  refuseUnless(client.state === 'waiting', 'openid.not-waiting')
  await keep(ctx, client, { state: 'draft', settings: client.settings, inForce: client.inForce, submittedAt: null })
}

/** the last calls, or only those that failed. */
export async function callLog(ctx: Ctx, clientId: string, onlyFailed: boolean): Promise<OwnClient & { calls: Call[] }> {
  return { ...(await ownClient(ctx, clientId)), calls: await callsOf(ctx.tx, clientId, onlyFailed, 200) }
}

export interface UsageReport extends OwnClient {
  readonly usage: readonly Usage[]
  readonly consents: { readonly standing: number; readonly withdrawn: number }
  /** Facts approved and never read in 30 days: to be given back. */
  readonly unused: readonly { readonly purpose: string; readonly fact: string }[]
}

/** calls of 30 days, consents, and what was approved but is not used. */
export async function usageReport(ctx: Ctx, clientId: string): Promise<UsageReport> {
  const own = await ownClient(ctx, clientId)
  const since = plusSeconds(ctx.now, -30 * 86_400)
  const used = await fieldsUsed(ctx.tx, clientId, since)
  const unused = (own.client.inForce?.purposes ?? []).flatMap(({ code, facts }) => facts.filter(({ fact }) => !used.some((each) => each.purpose === code && each.field === fact)).map(({ fact }) => ({ purpose: code, fact })))
  return { ...own, usage: await usageOf(ctx.tx, clientId, since), consents: await consentsOfClient(ctx.tx, clientId, ctx.now), unused }
}

async function keep(ctx: Ctx, client: Client, after: Parameters<typeof updateClient>[2]): Promise<void> {
  refuseUnless(await updateClient(ctx.tx, client, after), 'openid.changed-meanwhile')
}

/** Refuses an organisation this person does not work for as if there were none. */
export async function ownOrganisation(ctx: Ctx, organisationId: string, otherwise: 'openid.organisation-unknown' | 'openid.client-unknown' = 'openid.organisation-unknown'): Promise<RelyingOrganisation> {
  const me = developerOf(ctx)
  if (!isId(organisationId) || !(await isMember(ctx.tx, organisationId, me.personId))) return refuse(otherwise)
  return (await findOrganisation(ctx.tx, organisationId)) ?? refuse(otherwise)
}

function refuseUnlessRight(errors: ReturnType<typeof settingsProblems>): void {
  refuseUnless(errors.length === 0, 'openid.field-missing', { errors })
}

function developerOf(ctx: Ctx): CitizenActor {
  allow(ctx, 'openid.console')
  return ctx.actor as CitizenActor
}
