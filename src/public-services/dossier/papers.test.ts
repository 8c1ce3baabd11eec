import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { castHouse, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { fillIn, lanesNow, signDraft } from '../../app/testing/journey.ts'
import { renderPdf } from '../../foundations/documents/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { addPaper, declareWithoutPaper, openCase, openDraft, readPaperFile, removePaper, startDraft, submitDossier } from './index.ts'

const pdf = (): Uint8Array => renderPdf({ agency: ['UBND xã'], number: null, placeAndDate: 'Long Hồ', title: 'Giấy chứng sinh', blocks: [{ kind: 'paragraph', text: 'Bé gái, 3.200 g' }], signer: null })

describe('papers', () => {
  let house: CastHouse
  let family: Family
  let draftId: string
  before(async () => {
    house = await castHouse()
    // Born at home: no notice, so the law asks for the paper.
    family = await house.family('same', { notice: false })
    draftId = (await house.asPerson(family.mother)((ctx) => startDraft(ctx, 'khai-sinh'))).draftId
  })
  after(() => house.close())
  const add = (bytes: Uint8Array, type: string, name = 'giay.jpg', item = 'birth-notice-paper') => house.asPerson(family.mother)((ctx) => addPaper(ctx, { draftId, item, file: { field: 'f', name, type, bytes } }))
  const photo = (width = 2000, height = 1400) => sharp({ create: { width, height, channels: 3, background: '#dddddd' } })

  it('a file that does not open is refused at once, whatever it says it is', async () => {
    const whole = pdf()
    const jpeg = await photo().jpeg().toBuffer()
    const cases: [string, Uint8Array, string][] = [
      ['nothing in it', new Uint8Array(0), 'application/pdf'], ['nothing in it', new Uint8Array(0), 'image/jpeg'], ['a PDF cut off', whole.subarray(0, whole.length - 200), 'application/pdf'],
      ['a PDF without its head', whole.subarray(500), 'application/pdf'], ['only the marks of a PDF', Buffer.from('%PDF-1.7\nxxx\nstartxref\n99999\n%%EOF'), 'application/pdf'], ['a text called PDF', Buffer.from('xin chào'), 'application/pdf'],
      ['a photo called PDF', jpeg, 'application/pdf'], ['a photo cut off', jpeg.subarray(0, Math.floor(jpeg.length / 2)), 'image/jpeg'], ['a text called photo', Buffer.from('xin chào'), 'image/jpeg'], ['a PDF called photo', whole, 'image/png'],
      ['a drawing that could load others', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'), 'image/svg+xml'], ['a page', Buffer.from('<script>1</script>'), 'text/html'], ['bytes', Uint8Array.from({ length: 999 }, (_, i) => i), 'application/octet-stream'],
    ]
    for (const [what, bytes, type] of cases) await assert.rejects(add(bytes, type), { code: 'dossier.paper-unreadable' }, what)
    const bomb = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } }).png({ compressionLevel: 9 }).toBuffer()
    await assert.rejects(add(bomb, 'image/png'), { code: 'dossier.paper-unreadable' }, 'a picture that would fill the memory')
    await assert.rejects(add(Buffer.from(Buffer.from(whole).toString('latin1').replace('/Type /Catalog', '/Encrypt 9 0 R /Type /Catalog').replace(/startxref\s+(\d+)/, (_, at) => `startxref\n${Number(at) + 15}`), 'latin1'), 'application/pdf', 'khoa.pdf'), { code: 'dossier.paper-locked' })
    assert.deepEqual((await house.asPerson(family.mother)((ctx) => openDraft(ctx, draftId))).papers, [])
  })

  it('a photo is turned upright, made smaller, and loses where it was taken', async () => {
    const sent = await photo(4000, 3000).withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'X' }, IFD3: { GPSLatitude: '10/1 15/1 0/1' } } } as never).jpeg().toBuffer()
    const { paperId } = await add(sent, 'image/jpeg', 'anh.jpg')
    const { bytes, paper } = await house.asPerson(family.mother)((ctx) => readPaperFile(ctx, paperId))
    const meta = await sharp(bytes).metadata()
    assert.deepEqual([meta.width, meta.height, meta.exif, paper.mediaType], [1800, 2400, undefined, 'image/jpeg'])
  })

  it('a poor photo goes through with a mark and says what to do', async () => {
    const { quality } = await add(await sharp({ create: { width: 400, height: 300, channels: 3, background: '#101010' } }).jpeg().toBuffer(), 'image/jpeg')
    assert.ok(quality.doubtful)
    assert.match(quality.says!, /Chụp gần hơn.*cửa sổ/)
  })

  it('nobody can send what was not asked for, and at most twenty files for one paper', async () => {
    await assert.rejects(add(pdf(), 'application/pdf', 'x.pdf', 'lease'), { code: 'dossier.item-unknown' })
    await assert.rejects(add(pdf(), 'application/pdf', 'x.pdf', 'child.fullName'), { code: 'dossier.item-unknown' })
    const bytes = pdf()
    while ((await house.asPerson(family.mother)((ctx) => openDraft(ctx, draftId))).papers.length < 20) await add(bytes, 'application/pdf', 'x.pdf')
    await assert.rejects(add(bytes, 'application/pdf', 'x.pdf'), { code: 'dossier.too-many-papers' })
  })

  it('taken back while it is a draft; shown to the officer once filed, and then no longer taken back', async () => {
    const as = house.asPerson(family.mother)
    const { papers } = await as((ctx) => openDraft(ctx, draftId))
    for (const paper of papers.slice(1)) await as((ctx) => removePaper(ctx, { draftId, paperId: paper.paperId }))
    await assert.rejects(as((ctx) => readPaperFile(ctx, papers.at(-1)!.paperId)), { code: 'dossier.unknown' })
    assert.equal((await as((ctx) => openDraft(ctx, draftId))).filing.papers!['birth-notice-paper']!.state, 'given')
    await assert.rejects(as((ctx) => declareWithoutPaper(ctx, { draftId, item: 'birth-notice-paper' })), { code: 'dossier.page-unknown' }, 'the law demands this one')
    await fillIn(house, family.mother, { slug: 'khai-sinh', answers: { 'child.declaredBirthDate': '2026-11-10', 'child.declaredGender': 'female', 'child.declaredBirthPlace': 'Nhà số 3, Ấp Thử, xã Long Hồ' } })
    const evidence = await signDraft(house, family.mother, draftId)
    const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
    await assert.rejects(as((ctx) => removePaper(ctx, { draftId, paperId: papers[0]!.paperId })), { code: 'dossier.draft-sent' })
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    assert.deepEqual(seen.papers.map((paper) => paper.paperId), [papers[0]!.paperId])
    await house.asCast('lanJustice')((ctx) => readPaperFile(ctx, papers[0]!.paperId))
    const log = await house.t.owner.query(sql`select 1 from access_log where actor_person = ${house.who('lanJustice').personId} and 'paper:birth-notice-paper' = any(fields) and subjects @> array[${family.mother.personId}]::uuid[]`)
    assert.equal(log.length, 1, 'opening the paper is a reading of its own')
  })
})
