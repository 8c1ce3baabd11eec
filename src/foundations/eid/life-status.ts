import { allow, type Ctx } from '../../platform/index.ts'
import { holdsRights, isDead, personStatus, type PopulationEvents } from '../population/index.ts'
import { accountOfPerson, closedByDeath, moveAccount } from './eid.sql.ts'
import { endLock, openLock } from './cases.sql.ts'
import { closeAccount, lockAccount, unlockAccount } from './lock-account.ts'

const holderIsBack = 'Người được tuyên bố mất tích đã trở về'

/**
 * The bookkeeping after a life status changed: what must hold at once (sign-in, signing) was read from `personStatus` at that commit
 * already. Reads the status as it is now, so that events worked off late or twice end alike.
 */
export async function followLifeStatus(ctx: Ctx, { personId }: Pick<PopulationEvents['population.life-status-changed'], 'personId'>): Promise<void> {
  allow(ctx, 'eid.close-account')
  const status = await personStatus(ctx.tx, personId)
  if (isDead(status?.lifeStatus)) return closeAccount(ctx, { personId, reason: 'death' })
  const account = await accountOfPerson(ctx.tx, personId)
  if (!holdsRights(status?.lifeStatus)) {
    if (account?.state === 'active') await lockAccount(ctx, { personId, ground: 'missing', reason: `Tình trạng trong sổ: ${status?.lifeStatus ?? ''}`, requestedBy: 'Sổ hộ tịch, Tòa án' })
    return
  }
  if (account?.state === 'locked' && (await openLock(ctx.tx, account.accountId))?.ground === 'missing') return unlockAccount(ctx, { personId, reason: holderIsBack })
  // A death that was a mistake: the account is there again, locked until its holder stands at a desk.
  const closed = account ? undefined : await closedByDeath(ctx.tx, personId)
  if (!closed) return
  // What locked it before the death locks it again; only the lock for a missing holder ends, since they are back.
  const before = await openLock(ctx.tx, closed.accountId)
  if (before?.ground === 'missing') await endLock(ctx.tx, closed.accountId, ctx.actor, holderIsBack, ctx.now)
  const lockedAsBefore = before !== undefined && before.ground !== 'missing'
  if (!(await moveAccount(ctx.tx, closed, lockedAsBefore ? 'locked' : 'active', ctx.actor, ctx.now, 'death taken back')) || lockedAsBefore) return
  await lockAccount(ctx, { personId, ground: 'restored', reason: 'Ghi chết nhầm đã được sửa; mở lại khi có mặt', requestedBy: 'Sổ hộ tịch' })
}
