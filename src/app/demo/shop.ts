import { cast } from '../../../synthetic/index.ts'
import { changeClient, changePurpose, createSandboxClient, ownOrganisations, registerOrganisation } from '../../foundations/openid/index.ts'
import { usableAccountOfPerson } from '../../foundations/eid/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import { inTransaction, type Actor, type Instant } from '../../platform/index.ts'
import type { House } from '../open.ts'
import { asSystem, demoId } from './system.ts'

/** The name under which the shop of docs/examples is known in the sandbox of every demonstration. */
export const shopClient = 'thu-cua-hang-mau'
const here = 'http://127.0.0.1:8765'

/** Mai has a shop, and has tried signing in with Congdan: through the console's own use cases, in the sandbox. Once. */
export async function seedShop(house: House, at: Instant): Promise<void> {
  const account = await asSystem(house, at, async (ctx) => {
    const personId = await personIdOf(ctx.tx, cast.mai.pin)
    return personId === undefined ? undefined : usableAccountOfPerson(ctx.tx, personId, ctx.today)
  })
  if (account === undefined || account === 'unusable') return
  const actor: Actor = { kind: 'citizen', personId: account.personId, accountId: account.accountId, sessionId: demoId('session', 'shop'), level: 2, authLevel: 2 }
  await inTransaction(house.database, { actor, purpose: { code: 'relying-party-console', basis: 'NĐ 69/2024/NĐ-CP, đ.18–23', text: 'Đăng ký hệ thống dựa vào định danh điện tử' }, now: at }, async (ctx) => {
    if ((await ownOrganisations(ctx)).length > 0) return
    const organisationId = await registerOrganisation(ctx, { name: 'Cửa hàng Mẫu', businessNumber: '0300000009', kind: 'other', licence: null, contactName: cast.mai.fullName, contactEmail: 'mai@vidu.example', dataOfficer: cast.mai.fullName })
    await createSandboxClient(ctx, organisationId, { name: 'Cửa hàng Mẫu', homeUrl: here, redirectUris: [`${here}/cb`], auth: 'none', keys: [] }, shopClient)
    await changeClient(ctx, shopClient, { postLogoutUris: [`${here}/`], backchannelLogoutUri: `${here}/out` })
    await changePurpose(ctx, shopClient, {
      code: 'dang-nhap', vi: 'Nhận ra khách của cửa hàng', en: 'Recognise customers of the shop', ifRefused: 'Khách mua mà không cần tài khoản.', days: 90, authLevel: 1, freshWithin: null,
      facts: [{ fact: 'name', why: 'chào khách bằng tên', required: true }, { fact: 'over_18', why: 'rượu chỉ bán cho người đủ tuổi', required: false }, { fact: 'phone', why: 'báo khi hàng tới', required: false }],
    })
  })
}
