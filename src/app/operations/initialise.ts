import { fullAreaName, getArea, levelOfCode } from '../../foundations/areas/index.ts'
import { issueActivationLink, openAccount } from '../../foundations/eid/index.ts'
import { appointOfficer, openOrganisation, openPost } from '../../foundations/organisations/index.ts'
import { findPersonByNumber, personIdOf, pinRules } from '../../foundations/population/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { deterministicId, newId } from '../../kernel/ids.ts'
import { checkPin, parse, parseTypedPin } from '../../kernel/personal-number.ts'
import { parsePhone } from '../../kernel/phone.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { normaliseName } from '../../kernel/vietnamese-name.ts'
import { inTransaction, type Ctx, type Instant } from '../../platform/index.ts'
import type { House } from '../open.ts'
import { lastOperation, recordOperation } from './operations.sql.ts'

/** The first administrator and the body that appoints them, as the decision on paper says. */
export interface NewAdministrator {
  readonly name: string
  readonly pin: string
  /** 'YYYY-MM-DD' */
  readonly birthDate: string
  readonly phone?: string
  readonly email?: string
  readonly organisationName: string
  /** Electronic identifier (QĐ 20/2020/QĐ-TTg), 'H61.41.03'. */
  readonly unitCode: string
  /** Commune (5 digits) or province (2 digits) the body answers for. */
  readonly area: string
  readonly decisionNumber: string
}

export interface Initialised {
  readonly personName: string
  readonly areaName: string
  readonly token: string
  readonly expiresAt: Instant
}

/** A sentence for the operator: why the house was not begun. */
export class InitialiseProblem extends Error {}

const purpose = { code: 'initialise', basis: 'NĐ 69/2024/NĐ-CP; quyết định bổ nhiệm', text: 'Lập tài khoản quản trị đầu tiên' }
const asSystem = <T>(house: House, work: (ctx: Ctx) => Promise<T>): Promise<T> => inTransaction(house.owner, { actor: { kind: 'system', name: 'congdan init' }, purpose }, work)

/**
 * Begins a production house in one transaction: the person (found by number where the population was imported first, else entered by an act),
 * the body, the post of administrator with its dated appointment, an e-ID of level 2 that waits for activation, and its one-time link.
 * Refuses a demonstration and a house that was begun before.
 */
export async function initialise(house: House, given: NewAdministrator): Promise<Initialised> {
  if (house.mode === 'demo') throw new InitialiseProblem('Bản chạy thử không có quản trị viên thật. Đặt DATABASE_URL tới cơ sở dữ liệu trống của máy chủ rồi chạy lại.')
  const input = checked(given)
  return asSystem(house, async (ctx) => {
    await refuseTwice(ctx)
    const personId = await personOf(ctx, input)
    const area = getArea(input.area, ctx.today)
    const since = ctx.today
    const organisation = await openOrganisation(ctx, { unitCode: input.unitCode, name: input.organisationName, kind: area.level === 'commune' ? 'commune-committee' : 'provincial-committee', areaCode: area.code, from: since })
    const post = await openPost(ctx, { organisationId: organisation.id, title: 'Quản trị hệ thống', role: 'administrator', from: since })
    await appointOfficer(ctx, { personId, postId: post.id, from: since, decisionNumber: input.decisionNumber })
    const accountId = await openAccount(ctx, {
      personId, displayName: input.name, pin: input.pin, level: 2, state: 'activation-pending', intakeUnit: organisation.id, residenceArea: null, phone: input.phone ?? null, email: input.email ?? null,
    })
    const link = await issueActivationLink(ctx, accountId)
    await recordOperation(ctx.tx, 'initialised', ctx.now, { accountId, organisationId: organisation.id })
    return { personName: input.name, areaName: fullAreaName(area.code, ctx.today), ...link }
  })
}

/** Another link for the first administrator, while none was ever used. */
export async function newAdministratorLink(house: House): Promise<{ token: string; expiresAt: Instant }> {
  return asSystem(house, async (ctx) => {
    const begun = await lastOperation(ctx.tx, 'initialised')
    if (!begun) throw new InitialiseProblem('Chưa có quản trị viên nào. Chạy congdan init với họ tên, số định danh và đơn vị trước.')
    return issueActivationLink(ctx, String(begun.details['accountId']))
  })
}

async function refuseTwice(ctx: Ctx): Promise<void> {
  const begun = await lastOperation(ctx.tx, 'initialised')
  if (begun) throw new InitialiseProblem(`Máy chủ này đã khởi tạo ngày ${begun.at.slice(0, 10)}. Cần đường dẫn kích hoạt khác: congdan init --new-link. Người quản trị mới do người quản trị đang có bổ nhiệm.`)
}

/** The person as the register knows them; entered from the identity card at hand where the register does not. */
async function personOf(ctx: Ctx, input: NewAdministrator): Promise<string> {
  const known = await findPersonByNumber(ctx, input.pin, ['fullName', 'birthDate'])
  if (known) {
    if (known.fullName !== input.name || known.birthDate !== input.birthDate) throw new InitialiseProblem('Số định danh này trong dữ liệu là của người có họ tên hoặc ngày sinh khác. So lại với thẻ căn cước.')
    return known.personId
  }
  const personId = newId()
  await importPerson(ctx, {
    person: {
      personId, facts: { fullName: input.name, birthDate: input.birthDate, gender: parse(input.pin)!.gender, nationalities: ['VNM'], ...(input.phone ? { phone: input.phone } : {}), ...(input.email ? { email: input.email } : {}) },
      numbers: [{ kind: 'pin', value: input.pin, status: 'active' }], relatives: [], source: 'declaration', statedOn: ctx.today,
    },
  }, { commandId: deterministicId('congdan init', input.pin) })
  if ((await personIdOf(ctx.tx, input.pin)) !== personId) throw new Error('the administrator did not enter the register')
  return personId
}

/** What was typed, in the form it is kept in; one sentence per mistake. */
function checked(given: NewAdministrator): NewAdministrator {
  const faults: string[] = []
  const pin = parseTypedPin(given.pin)
  const phone = given.phone ? parsePhone(given.phone)?.national : undefined
  if (given.name.trim().split(/\s+/).length < 2) faults.push('--name: cần họ và tên đầy đủ.')
  if (!isPlainDate(given.birthDate)) faults.push(`--birth-date: cần ngày dạng YYYY-MM-DD, nhận được «${given.birthDate}».`)
  if (pin === null) faults.push('--pin: số định danh có 12 chữ số.')
  else if (isPlainDate(given.birthDate)) faults.push(...checkPin(pin, { kind: 'new', birthDate: given.birthDate }, pinRules(false)).map(({ vi }) => `--pin: ${vi}`))
  if (given.phone && !phone) faults.push(`--phone: «${given.phone}» không phải số điện thoại Việt Nam.`)
  if (given.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email)) faults.push(`--email: «${given.email}» không phải địa chỉ thư.`)
  if (!given.phone && !given.email) faults.push('Cần --email hoặc --phone: mã đăng nhập được gửi tới đó khi không có khoá trên máy.')
  if (!['commune', 'province'].includes(levelOfCode(given.area) ?? '')) faults.push('--area: mã xã (5 chữ số) hoặc mã tỉnh (2 chữ số) sau 01/07/2025.')
  if (given.decisionNumber.trim() === '') faults.push('--decision: số quyết định giao việc quản trị.')
  if (faults.length > 0) throw new InitialiseProblem(faults.join('\n'))
  return { ...given, name: normaliseName(given.name), pin: pin!, ...(phone ? { phone } : {}) }
}
