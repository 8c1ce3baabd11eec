import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { organisationOf } from '../../app/demo/offices.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { checkDocument, documentsIn, issueDocument, readDocument, readDocumentFile, renderDocument, renderPdf, revokeDocument, type StateForm } from './index.ts'

const form = (more: Partial<StateForm> = {}): StateForm => ({
  agency: ['Ủy ban nhân dân tỉnh Vĩnh Long', 'Ủy ban nhân dân xã Long Hồ'], number: '12/2026', placeAndDate: 'Long Hồ, ngày 18 tháng 11 năm 2026', title: 'Giấy khai sinh',
  blocks: [{ kind: 'rows', rows: [{ label: 'Họ tên', value: 'LÊ GIA AN' }] }], signer: { post: 'Chủ tịch', name: 'Nguyễn Quốc Dũng' }, ...more,
})

describe('papers the state issues', () => {
  let house: CastHouse
  let family: Family
  before(async () => {
    house = await castHouse()
    family = await house.family('same', { notice: false })
  })
  after(() => house.close())
  const issue = (more: Partial<StateForm> = {}) => house.asCast('dungChair')((ctx) => issueDocument(ctx, {
    kind: 'birth-certificate', issuerId: organisationOf('homeCommittee'), issuerName: 'UBND xã Long Hồ', dossierId: null, subjects: [family.mother.personId], holders: [family.mother.personId], form: form(more),
  }))
  const check = (code: string) => house.t.as({ kind: 'visitor' })((ctx) => checkDocument(ctx, code))

  it('is found by its code however it is typed, and the check says nothing about people', async () => {
    const { verificationCode } = await issue()
    assert.match(verificationCode, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    for (const typed of [verificationCode, verificationCode.toLowerCase(), verificationCode.replaceAll('-', ''), ` ${verificationCode.replaceAll('-', ' – ')} `]) {
      const verdict = await check(typed)
      assert.equal(verdict.verdict, 'valid')
      assert.doesNotMatch(JSON.stringify(verdict), /GIA AN|personId|Dũng/)
    }
    for (const typed of ['', 'ABCD', 'AAAA-AAAA-AAAA', '%', "' or 1=1"]) assert.equal((await check(typed)).verdict, 'unknown')
  })

  it('a word changed in the database shows at the check', async () => {
    const { documentId, verificationCode } = await issue()
    await house.t.owner.query(sql`update issued_document set form = jsonb_set(form, '{blocks,0,rows,0,value}', '"LÊ GIA KHÁC"') where document_id = ${documentId}`)
    assert.equal((await check(verificationCode)).verdict, 'altered')
    const other = await issue()
    await house.t.owner.query(sql`update issued_document set form = jsonb_set(form, '{title}', '"Giấy khác"'), form_hash = encode(sha256('x'), 'hex') where document_id = ${other.documentId}`)
    assert.equal((await check(other.verificationCode)).verdict, 'altered', 'also when the hash was changed with it')
    const third = await issue()
    await house.t.owner.query(sql`update issued_document set seal = (select seal from issued_document where document_id = ${other.documentId}) where document_id = ${third.documentId}`)
    assert.equal((await check(third.verificationCode)).verdict, 'altered', 'a seal belongs to one paper')
  })

  it('taken back or replaced, whoever checks is told', async () => {
    const [old, next] = [await issue(), await issue({ number: '13/2026' })]
    const document = await house.asPerson(family.mother)((ctx) => readDocument(ctx, old.documentId))
    await assert.rejects(house.asCast('secondChair')((ctx) => revokeDocument(ctx, document, 'x')), { code: 'authorise.not-allowed' })
    await house.asCast('dungChair')((ctx) => revokeDocument(ctx, document, 'Ghi sai tên', next.documentId))
    const verdict = await check(old.verificationCode)
    assert.ok(verdict.verdict === 'replaced' && verdict.reason === 'Ghi sai tên')
    await assert.rejects(house.asCast('dungChair')((ctx) => revokeDocument(ctx, document, 'lại')), { code: 'documents.unknown' }, 'once')
  })

  it('is issued by officers of the body alone, opened by holder and issuer, and the opening is logged', async () => {
    await assert.rejects(house.asCast('secondChair')((ctx) => issueDocument(ctx, { kind: 'x', issuerId: organisationOf('homeCommittee'), issuerName: 'x', dossierId: null, subjects: [], holders: [], form: form() })), { code: 'authorise.not-allowed' })
    await assert.rejects(house.asPerson(family.mother)((ctx) => issueDocument(ctx, { kind: 'x', issuerId: organisationOf('homeCommittee'), issuerName: 'x', dossierId: null, subjects: [], holders: [], form: form() })), { code: 'authorise.not-allowed' })
    const { documentId } = await issue()
    for (const open of [house.asPerson(family.mother), house.asCast('dungChair')]) await open((ctx) => readDocument(ctx, documentId))
    await assert.rejects(house.asPerson(family.father)((ctx) => readDocument(ctx, documentId)), { code: 'documents.unknown' })
    await assert.rejects(house.asPerson(family.father)((ctx) => readDocument(ctx, newId())), { code: 'documents.unknown' }, 'the same words as for one that does not exist')
    await house.asPerson(family.father)((ctx) => readDocument(ctx, documentId, [family.mother.personId]))
    const log = await house.t.owner.query<{ actor_person: string }>(sql`select actor_person from access_log where register = 'documents' and 'birth-certificate' = any(fields)`)
    assert.ok(log.some((row) => row.actor_person === house.who('dungChair').personId))
  })

  it('the PDF follows by a job, once; what people wrote is data and never source', async () => {
    const { documentId } = await issue({ blocks: [{ kind: 'paragraph', text: '#panic("x") $ \\ ] } <script> "Nguyễn" – Ea H\'Leo' }], title: '#lorem(50)' })
    await assert.rejects(house.asPerson(family.mother)((ctx) => readDocumentFile(ctx, documentId)), { code: 'documents.not-ready' })
    await house.t.drain(morning)
    const { bytes } = await house.asPerson(family.mother)((ctx) => readDocumentFile(ctx, documentId))
    assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-')
    assert.match(Buffer.from(bytes).toString('latin1'), /pdfaid:part>2|pdfaid/, 'an archive PDF')
    const [before] = await house.t.owner.query<{ file_hash: string }>(sql`select file_hash from issued_document where document_id = ${documentId}`)
    await house.asSystem()((ctx) => renderDocument(ctx, documentId))
    assert.deepEqual(await house.t.owner.query(sql`select file_hash from issued_document where document_id = ${documentId}`), [before])
    await assert.rejects(house.asPerson(family.mother)((ctx) => renderDocument(ctx, documentId)), { code: 'authorise.not-allowed' })
    assert.ok(renderPdf(form({ signer: null, subtitle: 'x'.repeat(300), blocks: [{ kind: 'table', columns: ['a', 'b'], rows: [['1', '2']] }, { kind: 'list', heading: 'h', items: ['i'] }] })).length > 1000)
  })

  it('a list of a dossier\'s papers holds what one may open and no more', async () => {
    assert.deepEqual(await house.asPerson(family.mother)((ctx) => documentsIn(ctx, newId())), [])
  })
})
