import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { organisationOf } from '../../app/demo/offices.ts'
import { castHouse, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { checkDocument, readDocument } from '../../foundations/documents/index.ts'
import { changePersonFacts } from '../../foundations/population/index.ts'
import { householdOf, registerPermanent } from '../../foundations/residence/index.ts'
import { somePerson } from '../../foundations/residence/testing.ts'
import { newId } from '../../kernel/ids.ts'
import { sql, type Instant } from '../../platform/index.ts'
import { officerActor } from '../../platform/testing.ts'
import { issueResidenceConfirmation } from './index.ts'

describe('the confirmation of residence, CT07', () => {
  let house: CastHouse
  let family: Family
  before(async () => {
    house = await castHouse()
    family = await house.family('same', { notice: false })
  })
  after(() => house.close())
  const issue = (commandId = newId()) => house.asCast('haiPolice')((ctx) => issueResidenceConfirmation(ctx, { personId: family.mother.personId, organisationId: organisationOf('homePolice'), signer: { name: 'Võ Minh Hải', post: 'Cán bộ Công an xã' }, commandId }))
  const codeOf = async (documentId: string) => (await house.asPerson(family.mother)((ctx) => readDocument(ctx, documentId))).verificationCode
  const check = (code: string, now: Instant = morning) => house.t.as({ kind: 'visitor' }, undefined, { now })((ctx) => checkDocument(ctx, code))

  it('states person, residences, head and every other member, and until when it holds; sent twice it is one paper', async () => {
    const commandId = newId()
    const documentId = await issue(commandId)
    assert.equal(await issue(commandId), documentId)
    const { form } = await house.asPerson(family.mother)((ctx) => readDocument(ctx, documentId))
    const text = JSON.stringify(form)
    for (const part of [family.mother.fullName, family.mother.pin, family.father.fullName, 'Nơi thường trú', 'Số hồ sơ cư trú', 'Thành viên khác trong hộ', 'đến hết ngày 18/11/2027', 'Mẫu CT07']) assert.ok(text.includes(part), part)
    assert.deepEqual(form.agency, ['Công an tỉnh Vĩnh Long', 'Công an xã Long Hồ'])
    assert.equal((await check(await codeOf(documentId))).verdict, 'valid')
  })

  it('holds for a year', async () => {
    const code = await codeOf(await issue())
    assert.equal((await check(code, '2027-11-18T02:00:00.000Z')).verdict, 'valid')
    const later = await check(code, '2027-11-19T02:00:00.000Z')
    assert.ok(later.verdict === 'revoked' && later.reason === 'Hết thời hạn một năm.')
  })

  it('says nothing of it when other data change, and is void at once, before any job, when these do', async () => {
    const documentId = await issue()
    const code = await codeOf(documentId)
    const change = (personId: string, facts: object) => house.asCast('haiPolice')((ctx) => changePersonFacts(ctx, { personId, facts, source: 'declaration', basis: { article: 'kiểm thử' }, commandId: newId() }))
    await change(family.mother.personId, { phone: '0300000077' })
    await change(family.father.personId, { religion: '01' })
    await house.t.drain(morning)
    const [kept] = await house.t.owner.query<{ expires: string }>(sql`select expires_on as expires from wallet_item where source = 'documents' and source_ref = ${documentId} and owner_id = ${family.mother.personId}`)
    assert.equal(kept?.expires, '2027-11-19', 'the day after its last')
    assert.equal((await check(code)).verdict, 'valid')
    const { householdId } = (await house.asPerson(family.mother)((ctx) => householdOf(ctx, family.mother.personId)))!
    const joiner = await somePerson(house.t)
    await house.asCast('haiPolice')((ctx) => registerPermanent(ctx, { personId: joiner.personId, householdId, relationToHead: '26', commandId: newId() }))
    const verdict = await check(code)
    assert.ok(verdict.verdict === 'revoked' && /thông tin cư trú đã thay đổi/.test(verdict.reason ?? ''), JSON.stringify(verdict))
    assert.doesNotMatch(JSON.stringify(verdict), new RegExp(family.mother.fullName))
    await house.t.drain(morning)
    const [stored] = await house.t.owner.query<{ state: string }>(sql`select state from issued_document where document_id = ${documentId}`)
    assert.equal(stored?.state, 'revoked', 'and taken back in the wallet')
  })

  it('is not for the police of elsewhere without a dossier, nor for the citizen to issue', async () => {
    const input = { personId: family.mother.personId, organisationId: organisationOf('secondPolice'), signer: { name: 'x', post: 'x' }, commandId: newId() }
    await assert.rejects(house.asCast('secondPolice', { purpose: { code: 'x', basis: 'y', text: 'z' } })((ctx) => issueResidenceConfirmation(ctx, input)), { code: 'authorise.not-allowed' })
    await assert.rejects(house.asPerson(family.mother)((ctx) => issueResidenceConfirmation(ctx, input)), { code: 'authorise.not-allowed' })
    await assert.rejects(house.t.as(officerActor('justice-officer', ['29602']))((ctx) => issueResidenceConfirmation(ctx, input)), { code: 'authorise.not-allowed' })
  })
})
