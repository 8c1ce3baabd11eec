import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { importSynthetic } from '../src/app/import/index.ts'
import { countDuplicates, findDuplicates, keepApart, proposeDuplicateMerge, readDuplicateCluster, readDuplicates, type OpenedPair } from '../src/data-ecosystem/linkage/index.ts'
import { decideProposal, proposeUnmerge, readPerson, withdrawProposal } from '../src/foundations/population/index.ts'
import { somePerson } from '../src/foundations/residence/testing.ts'
import { newId } from '../src/kernel/ids.ts'
import { sql, type Ctx, type OfficerActor } from '../src/platform/index.ts'
import { officerActor, systemActor, testDb } from '../src/platform/testing.ts'

const refused = (code: string) => ({ code })
const [home, second] = ['29602', '29308'] as const
const basis = { article: 'Luật Căn cước 2023, đ.11', documents: [{ kind: 'Giấy khai sinh', number: '12/1990' }] }

describe('records of the register that may be one person', async () => {
  const t = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-duplicates-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const now = '2026-11-22T02:00:00.000Z'
  const officer = officerActor('police-officer', [home], { personId: newId() })
  const commander = officerActor('police-commander', [home], { personId: newId() })
  const province = officerActor('police-officer', ['86'], { personId: newId() })
  const run = <T>(actor: OfficerActor, work: (ctx: Ctx) => Promise<T>) => t.as(actor, undefined, { now })(work)
  const ids: Record<string, string> = {}

  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 700, seed: 'duplicates', errors: 'none' })
    const add = async (key: string, name: string, birthDate: string, area: string | undefined, gender: 'male' | 'female' = 'female'): Promise<void> => {
      ids[key] = (await somePerson(t, { name, birthDate, gender, ...(area ? { area } : {}), now: '2026-11-20T02:00:00.000Z' })).personId
    }
    await add('one', 'Bùi Thị Sến Kiều', '1961-03-17', home)
    await add('again', 'Bùi Thị Sến Kiều', '1961-03-17', undefined)
    await add('twinA', 'Tạ Văn Hưởng', '1984-09-09', home, 'male')
    await add('twinB', 'Tạ Văn Hượng', '1984-09-09', home, 'male')
    await add('here', 'Quách Ngọc Bích', '1977-12-01', home)
    await add('there', 'Quách Ngọc Bích', '1977-12-01', second)
    await findDuplicates(t.db, { folder, now })
  })

  it('a run that would take more memory than it may is refused, and nothing of it stays', async () => {
    const runs = async (): Promise<number> => (await t.owner.query(sql`select 1 from matching_duplicate_run`)).length
    const before_ = await runs()
    await assert.rejects(findDuplicates(t.db, { folder, now, memoryMb: 10 }), refused('linkage.needs-memory'))
    assert.equal(await runs(), before_)
    assert.deepEqual(readdirSync(folder), [], 'no copy of the register is left')
  })

  const pairOf = async (actor: OfficerActor, one: string, other: string): Promise<OpenedPair> => {
    const [personId] = [ids[one]!, ids[other]!].sort()
    const [row] = await t.owner.query<{ id: string }>(sql`select cluster_id as id from matching_duplicate where person_id = ${personId} and ${ids[one] === personId ? ids[other]! : ids[one]!} = other_id`)
    const opened = await run(actor, (ctx) => readDuplicateCluster(ctx, row!.id))
    return opened.pairs.find((pair) => pair.personId === personId && [ids[one], ids[other]].includes(pair.otherId))!
  }
  const names = async (actor: OfficerActor): Promise<string[]> => (await run(actor, (ctx) => readDuplicates(ctx))).clusters.map((each) => each.names[0]!)

  it('are found, and listed for whoever is responsible for all their homes', async () => {
    const list = await run(officer, (ctx) => readDuplicates(ctx))
    const groups = list.clusters.map((each) => [...each.people].sort().join())
    assert.ok(groups.includes([ids['one'], ids['again']].sort().join()), 'one with a home, one without')
    assert.ok(groups.includes([ids['twinA'], ids['twinB']].sort().join()))
    assert.ok(!list.clusters.some((each) => each.people.includes(ids['there']!)), 'nobody of another commune')
    assert.ok(list.beyond >= 1)
    assert.equal(await run(officer, countDuplicates), list.total, 'the number on the first page is that of the list')
    assert.ok(list.total > 0 && (await run(province, countDuplicates)) > list.total)
    assert.ok((await names(province)).includes('Quách Ngọc Bích'))
  })

  it('are opened with the reasons of each pair, which is logged for both people, and closed to another commune', async () => {
    const pair = await pairOf(officer, 'one', 'again')
    assert.ok(pair.explanation.probability > 0.5, String(pair.explanation.probability))
    assert.ok(Math.abs(pair.explanation.weight - pair.weight) < 1e-6, 'the sentences add up to the weight')
    const [log] = await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where ${[ids['one']!, ids['again']!]}::uuid[] <@ subjects and actor_person = ${officer.personId}`)
    assert.ok(log!.n >= 1)
    const [elsewhere] = [officerActor('police-officer', [second], { personId: newId() })]
    await assert.rejects(run(elsewhere, (ctx) => readDuplicateCluster(ctx, pair.clusterId)), refused('authorise.not-allowed'))
    await assert.rejects(run(elsewhere, (ctx) => keepApart(ctx, { ...pair, reason: 'twins', note: '' })), refused('authorise.not-allowed'))
    const across = await pairOf(province, 'here', 'there')
    await assert.rejects(run(officer, (ctx) => readDuplicateCluster(ctx, across.clusterId)), refused('authorise.not-allowed'))
    await assert.rejects(run(officer, (ctx) => readDuplicateCluster(ctx, newId())), refused('linkage.duplicate-unknown'))
    await assert.rejects(t.as(officerActor('reception-officer', [home]))((ctx) => readDuplicates(ctx)), refused('authorise.not-allowed'))
  })

  it('two people are remembered as two: the next run does not ask again', async () => {
    const twins = await pairOf(officer, 'twinA', 'twinB')
    await assert.rejects(run(officer, (ctx) => keepApart(ctx, { ...twins, reason: '', note: '' })), refused('linkage.reason-needed'))
    await run(officer, (ctx) => keepApart(ctx, { ...twins, reason: 'twins', note: 'Gặp cả hai anh.' }))
    await assert.rejects(run(commander, (ctx) => keepApart(ctx, { ...twins, reason: 'twins', note: '' })), refused('linkage.duplicate-changed'))
    await findDuplicates(t.db, { folder, now: '2026-11-29T02:00:00.000Z' })
    assert.equal((await pairOf(officer, 'twinA', 'twinB')).state, 'apart')
    assert.ok(!(await names(officer)).some((name) => name.startsWith('Tạ Văn')))
  })

  it('one person is proposed by one officer and merged by another; taken back, the pair waits again; parted, it is remembered', async () => {
    const open = await pairOf(officer, 'one', 'again')
    await assert.rejects(run(officer, (ctx) => proposeDuplicateMerge(ctx, { ...open, survivorId: ids['twinA']!, basis, commandId: newId() })), refused('linkage.duplicate-unknown'))
    const propose = async (): Promise<string> => {
      const pair = await pairOf(officer, 'one', 'again')
      return (await run(officer, (ctx) => proposeDuplicateMerge(ctx, { ...pair, survivorId: ids['one']!, basis, commandId: newId() }))).proposalId
    }
    const first = await propose()
    assert.equal((await pairOf(officer, 'one', 'again')).state, 'proposed')
    assert.equal((await t.as(systemActor)((ctx) => readPerson(ctx, ids['again']!, ['fullName']))).personId, ids['again'], 'nothing is merged by a proposal')
    await run(officer, (ctx) => withdrawProposal(ctx, { proposalId: first, version: 1 }))
    await t.drain('2026-11-22T02:01:00.000Z')
    assert.equal((await pairOf(officer, 'one', 'again')).state, 'open')
    const again = await propose()
    await assert.rejects(run(officer, (ctx) => decideProposal(ctx, { proposalId: again, version: 1, decision: 'approve' })), refused('authorise.not-allowed'))
    await run(commander, (ctx) => decideProposal(ctx, { proposalId: again, version: 1, decision: 'approve' }))
    await t.drain('2026-11-22T02:02:00.000Z')
    assert.equal((await pairOf(officer, 'one', 'again')).state, 'merged')
    assert.equal((await t.as(systemActor)((ctx) => readPerson(ctx, ids['again']!, ['fullName']))).personId, ids['one'])
    const parting = await run(officer, (ctx) => proposeUnmerge(ctx, { personId: ids['again']!, survivorId: ids['one']!, basis, commandId: newId() }))
    await run(commander, (ctx) => decideProposal(ctx, { ...parting, decision: 'approve' }))
    await t.drain('2026-11-22T02:03:00.000Z')
    await findDuplicates(t.db, { folder, now: '2026-11-30T02:00:00.000Z' })
    assert.equal((await pairOf(officer, 'one', 'again')).state, 'apart')
  })

  it('is work of the program alone to find, and merges nobody', async () => {
    const [merges] = await t.owner.query<{ n: number }>(sql`select count(*) as n from legal_act where type = 'persons-merged'`)
    assert.equal(merges!.n, 1)
    const [kept] = await t.owner.query<{ n: number }>(sql`select count(*) as n from matching_duplicate_run`)
    assert.equal(kept!.n, 3)
  })
})
