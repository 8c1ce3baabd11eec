import { allow, type Ctx } from '../../platform/index.ts'
import { personStatus, type PopulationEvents } from '../population/index.ts'
import { accountOfPerson } from './eid.sql.ts'
import { lockAccount } from './lock-account.ts'
import { onNumberInForce } from './number-in-force.ts'

/** The bookkeeping after a number was cancelled and another given (NĐ 70/2024 đ.11): nothing has worked since; the account says why, until its holder stands at a desk. */
export async function followNumber(ctx: Ctx, { personId, fields }: Pick<PopulationEvents['population.person-changed'], 'personId' | 'fields'>): Promise<void> {
  allow(ctx, 'eid.close-account')
  if (!fields.includes('pin')) return
  const account = await accountOfPerson(ctx.tx, personId)
  if (account?.state !== 'active' || onNumberInForce(account, await personStatus(ctx.tx, personId))) return
  await lockAccount(ctx, { personId, ground: 'number', reason: 'Số định danh cũ đã bị hủy; mở lại khi có mặt', requestedBy: 'Cơ sở dữ liệu dân cư' })
}
