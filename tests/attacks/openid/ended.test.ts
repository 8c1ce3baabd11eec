import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse } from '../../../src/app/testing/cast-house.ts'
import { adapterOf, endGrants, hashOf, modelName } from '../../../src/foundations/openid/adapter.ts'
import { deletePayloadByUid, findPayload } from '../../../src/foundations/openid/payload.sql.ts'
import { inScope, scopeOf } from '../../../src/foundations/openid/request-scope.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { systemClock, type Ctx } from '../../../src/platform/index.ts'

/**
 * A request reads a session or a grant (T1), somebody ends it and commits (T2: sign-out, lock, consent taken back), the request saves what it read (T1).
 * The save is `insert … on conflict do update`: where the row is gone it inserts it again. What was ended must stay ended.
 */
describe('a save that comes after an end', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const inOne = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => house.asSystem(systemClock())((ctx) => inScope(scopeOf(ctx), () => work(ctx)))
  const adapter = (name: 'Grant' | 'Session') => new (adapterOf('live'))(name)

  async function endedWhileRead(name: 'Grant' | 'Session', end: (ctx: Ctx, id: string, uid: string) => Promise<unknown>): Promise<boolean> {
    const [id, uid] = [newId(), newId()]
    const payload = { kind: name, jti: id, accountId: newId(), ...(name === 'Session' ? { uid } : { clientId: 'x' }) }
    await inOne(() => adapter(name).upsert(id, payload as never, 600))
    await inOne(async () => {
      const read = await adapter(name).find(id)
      assert.ok(read, 'it was there')
      await inOne((ctx) => end(ctx, id, uid))
      await adapter(name).upsert(id, read, 600)
    })
    return inOne(async (ctx) => (await findPayload(ctx.tx, modelName('live', name), hashOf(id))) !== undefined)
  }

  it('a grant whose consent was taken back', async () => assert.equal(await endedWhileRead('Grant', (ctx, id) => endGrants(ctx.tx, [id])), false))
  it('a session that was signed out', async () => assert.equal(await endedWhileRead('Session', (ctx, _id, uid) => deletePayloadByUid(ctx.tx, 'Session', uid)), false))
})
