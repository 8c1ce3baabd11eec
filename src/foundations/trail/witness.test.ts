import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { consistencyProof } from './prove.ts'
import { publicKeyFile, temporaryFolder, TestLog, trustedKeys } from './testing.ts'
import { readPublicKey } from './verifier/head.ts'
import { run } from './verifier/main.ts'
import { checkCountersignature, countersign } from './verifier/witness.ts'

const name = 'uni.example/witness'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const mine = { name, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
const mineInPublic = publicKey.export({ type: 'spki', format: 'pem' }) as string

describe('witnesses of the access log', () => {
  let t: TestDatabase
  let log: TestLog
  before(async () => {
    t = await testDb()
    log = new TestLog(t)
    for (const rows of [5, 300, 7]) {
      await log.read(systemActor, rows)
      await log.seal()
    }
  })
  after(() => t.close())

  const grown = (from: number, to: number) => t.as(systemActor)((ctx) => consistencyProof(ctx.tx, from, to))

  it('signs a head the log grew into, so that anybody can check it', async () => {
    const [first, , last] = log.heads()
    const signed = countersign(await grown(5, 312), first!, await trustedKeys(), mine, 1_800_000_000)
    assert.deepEqual([signed.faults, signed.head?.head.treeSize], [[], last!.head.treeSize])
    assert.equal(checkCountersignature(signed.note!, name, readPublicKey(mineInPublic)), 1_800_000_000)
    assert.equal(checkCountersignature(signed.note!, 'other/name', readPublicKey(mineInPublic)), undefined)
    assert.equal(checkCountersignature(signed.note!.replace('\n312\n', '\n313\n'), name, readPublicKey(mineInPublic)), undefined)
    const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string
    assert.equal(checkCountersignature(signed.note!, name, readPublicKey(stranger)), undefined)
  })

  it('signs nothing that is not the grown log of the head it kept', async () => {
    const [first, second, last] = log.heads()
    const keys = await trustedKeys()
    const faults = async (proof: unknown, kept = first!) => countersign(proof, kept, keys, mine, 1).faults
    const good = await grown(5, 312)
    assert.deepEqual(await faults(good, second!), ['not-from-kept-head'])
    assert.deepEqual(await faults({ ...good, from: good.to, to: good.from, path: [] }, last!), ['path-differs', 'went-back'])
    assert.deepEqual(await faults({ ...good, path: good.path.slice(1) }), ['path-differs'])
    assert.deepEqual(await faults({ ...good, to: good.to.replace('batch 3', 'batch 4') }), ['bad-signature'])
    assert.deepEqual(await faults({}), ['malformed'])
    const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string
    assert.deepEqual(countersign(good, first!, [readPublicKey(stranger)], mine, 1).faults, ['unknown-key'])
    assert.equal(countersign({ ...good, path: [] }, first!, keys, mine, 1).note, undefined)
  })

  it('works as a program of its own with files alone', async () => {
    const folder = temporaryFolder()
    const file = (part: string, text: string): string => (writeFileSync(join(folder, part), text), join(folder, part))
    const key = await publicKeyFile(folder)
    const kept = join(folder, 'kept.txt')
    const said: string[] = []
    const witness = (...more: string[]): Promise<number> => run(['--witness', kept, '--public-key', key, '--sign-with', file('mine.pem', mine.privateKey), '--name', name, ...more], (text) => said.push(text))
    assert.equal(await witness('--first', file('head.txt', log.heads()[0]!.note)), 0)
    const before = readFileSync(kept, 'utf8')
    assert.equal(await witness('--proof', file('wrong.json', JSON.stringify({ ...(await grown(5, 305)), path: [] }))), 1)
    assert.equal(readFileSync(kept, 'utf8'), before)
    assert.equal(await witness('--proof', file('proof.json', JSON.stringify(await grown(5, 305)))), 0)
    assert.equal(await witness('--proof', file('next.json', JSON.stringify(await grown(305, 312)))), 0)
    assert.match(readFileSync(kept, 'utf8'), /\n312\n/)
    const checked = (by: string): Promise<number> => run(['--countersigned', kept, '--public-key', file('witness.pem', mineInPublic), '--name', by], (text) => said.push(text))
    assert.deepEqual([await checked(name), await checked('somebody/else')], [0, 1])
    assert.equal(await witness('--first', join(folder, 'head.txt')), 2, 'a kept head is never overwritten by a first one')
    assert.ok(existsSync(kept))
  })
})
