import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Actor, type Purpose } from '../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { fullAreaName, predecessorsOf } from '../areas/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { correctPersonFacts, findPeople, type SearchPeople } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const inCase: Purpose = { code: 'late-birth', basis: 'Luật Hộ tịch 2014', dossierId: newId() }

describe('searching people by more than name and number', async () => {
  const t = await testDb()
  after(() => t.close())
  const householdId = newId()
  const father = await somePerson(t, { name: 'Nguyễn Văn Sang', birthDate: '1960-02-01', gender: 'male', cmnd9: '990055667', household: { householdId, relationToHead: '01', opens: true }, facts: { phone: '0300000777' } })
  const mother = await somePerson(t, { name: 'Huỳnh Thị Lành', birthDate: '1962-07-09', household: { householdId, relationToHead: '02' } })
  const child = await somePerson(t, {
    name: 'Nguyễn Hoàng Phúc', birthDate: '1990-11-20', gender: 'male', household: { householdId, relationToHead: '04' },
    relatives: [{ kind: 'father', personId: father.personId, mutual: true }, { kind: 'mother', personId: mother.personId, mutual: true }],
  })
  const orphan = await somePerson(t, { name: 'Trần Minh Đức', birthDate: '1991-01-01', gender: 'male', area: communes.second, relatives: [{ kind: 'mother', fullName: 'Đỗ Thị Sương', pin: '099162000001' }] })
  const find = (query: SearchPeople, actor: Actor = systemActor, purpose?: Purpose) => t.as(actor, purpose, { now: '2026-11-22T02:00:00.000Z' })((ctx) => findPeople(ctx, query))
  const ids = async (...args: Parameters<typeof find>) => (await find(...args)).hits.map((hit) => hit.personId)
  const police = officerActor('police-officer', [communes.home])

  it('finds by telephone however it is written', async () => {
    for (const phone of ['0300000777', '0300 000 777', '0300.000.777']) assert.deepEqual(await ids({ phone }), [father.personId])
    assert.deepEqual((await find({ phone: '0300000777' })).hits[0]!.matched, 'phone')
    assert.deepEqual(await ids({ phone: '0300000778' }), [])
  })

  it('finds the members of a household by its file number, narrowed by a name', async () => {
    const fileNumber = `86.${householdId.slice(-7)}`
    assert.deepEqual((await ids({ fileNumber })).toSorted(), [father, mother, child].map((each) => each.personId).toSorted())
    assert.deepEqual(await ids({ fileNumber, name: 'phuc' }), [child.personId])
  })

  it('finds by address within a commune, marks or not, whole words only', async () => {
    assert.equal((await ids({ address: 'so 45 phuoc loi', commune: communes.home })).length, 3)
    assert.deepEqual(await ids({ address: 'Ấp Phước Lợi 45', commune: communes.home, birthYear: 1962 }), [mother.personId])
    assert.deepEqual(await ids({ address: 'so 4', commune: communes.home }), [])
    await assert.rejects(find({ address: 'so 45' }), refusedWith('population.address-needs-commune'))
  })

  it('finds by a relative: number, old number, name, also where the relative stands only in the papers', async () => {
    assert.deepEqual((await ids({ relativeNumber: father.pin })), [child.personId])
    assert.deepEqual((await ids({ relativeNumber: '990055667' })), [child.personId])
    assert.deepEqual((await ids({ relativeNumber: '099162000001' })), [orphan.personId])
    assert.deepEqual(await ids({ name: 'phuc', relativeName: 'huynh thi lanh' }), [child.personId])
    assert.deepEqual(await ids({ name: 'minh duc', relativeName: 'Đỗ Thị Sương' }), [orphan.personId])
    assert.deepEqual(await ids({ relativeName: 'nguyen van sang', birthYear: 1990 }), [child.personId])
    assert.deepEqual(await ids({ name: 'phucs', relativeName: 'huynhf thi lanhf' }), [child.personId])
    await assert.rejects(find({ relativeName: 'lanh', birthYear: 1990 }), refusedWith('population.search-too-wide'))
  })

  it('tries other spellings when nobody is found as typed, lists them and says so', async () => {
    for (const name of ['nguyeenx hoangf phucs', 'nguyne hoang phuc', 'Nguyen Hoan Phuc', 'nguyen van hoang phuc']) {
      const found = await find({ name, birthYear: 1990 })
      assert.deepEqual(found.hits.map((hit) => [hit.personId, hit.matched]), [[child.personId, 'variant']], name)
      assert.ok(found.tried.includes('nguyen hoang phuc'), name)
    }
    assert.deepEqual((await find({ name: 'nguyen hoang phuc', birthYear: 1990 })).tried, [])
    assert.deepEqual(await ids({ name: 'xxxx yyyy', birthYear: 1990 }), [])
  })

  it('gives back the zeros that a spreadsheet took', async () => {
    const found = await find({ number: String(Number(father.pin)) })
    assert.deepEqual([found.hits[0]!.personId, found.tried], [father.personId, [father.pin]])
  })

  it('finds by a name no longer borne, and says so', async () => {
    const renamed = await somePerson(t, { name: 'Lê Thị Gấm', birthDate: '1970-01-01', area: communes.second })
    await t.as(systemActor)((ctx) => correctPersonFacts(ctx, { personId: renamed.personId, facts: { fullName: 'Lê Tuyền' }, source: 'person', basis: { article: 'Luật Căn cước đ.11' }, commandId: newId() }))
    assert.deepEqual((await find({ name: 'le thi gam', birthYear: 1970 })).hits.map((hit) => [hit.personId, hit.matched]), [[renamed.personId, 'former-name']])
    assert.deepEqual((await find({ name: 'le tuyen', birthYear: 1970 })).hits.map((hit) => [hit.personId, hit.matched]), [[renamed.personId, 'name']])
  })

  it('finds in communes by their names of today and of before, and tells how it got there', async () => {
    assert.deepEqual(await ids({ name: 'minh duc', commune: fullAreaName(communes.second, '2026-11-22') }), [orphan.personId])
    const [before] = predecessorsOf(communes.second, '2026-11-22').filter(({ area }) => area.code !== communes.second)
    const found = await find({ name: 'minh duc', commune: fullAreaName(before!.area.code, '2025-06-30') })
    assert.deepEqual(found.hits.map((hit) => hit.personId), [orphan.personId])
    assert.match(found.places[0]!, / → /)
    assert.deepEqual(await ids({ name: 'minh duc', commune: before!.area.code }), [orphan.personId])
    await assert.rejects(find({ name: 'phuc', commune: 'không có xã nào tên vậy' }), refusedWith('population.place-unknown'))
    await assert.rejects(find({ name: 'phuc', commune: '99999' }), refusedWith('population.place-unknown'))
  })

  it('keeps every kind of search inside the area of the post', async () => {
    assert.deepEqual(await ids({ relativeNumber: '099162000001' }, police), [])
    assert.deepEqual(await ids({ phone: '0300000777' }, officerActor('police-officer', [communes.second])), [])
    assert.deepEqual(await ids({ fileNumber: `86.${householdId.slice(-7)}` }, officerActor('police-officer', [communes.second])), [])
    await assert.rejects(find({ address: 'so 45', commune: communes.second }, police), refusedWith('authorise.not-allowed'))
    assert.deepEqual(await ids({ phone: '0300000777' }, officerActor('police-officer', [communes.second]), inCase), [father.personId])
    for (const query of [{ phone: '0300000777' }, { relativeName: 'nguyen van sang', birthYear: 1990 }, { number: father.pin }]) {
      await assert.rejects(find(query, officerActor('leader', [communes.home])), refusedWith('authorise.not-allowed'))
      await assert.rejects(find(query, officerActor('administrator', [communes.home])), refusedWith('authorise.not-allowed'))
    }
  })

  it('says when more people fit than are shown', async () => {
    for (let i = 0; i < 51; i++) await somePerson(t, { name: 'Phan Thị Đông', birthDate: '1999-09-09', area: communes.second })
    const found = await find({ name: 'phan thi dong', birthYear: 1999 })
    assert.deepEqual([found.hits.length, found.tooMany], [50, true])
    assert.deepEqual((await find({ name: 'hoang phuc', birthYear: 1990 })).tooMany, false)
  })

  it('writes one log row a search, with the ids shown, whatever was tried', async () => {
    const personId = newId()
    await find({ name: 'nguyne hoang phuc', birthYear: 1990 }, officerActor('police-officer', [communes.home], { personId }))
    const rows = await t.db.query<{ subjects: string[] }>(sql`select subjects from access_log where actor_person = ${personId}`)
    assert.deepEqual(rows.map((row) => row.subjects), [[child.personId]])
  })
})
