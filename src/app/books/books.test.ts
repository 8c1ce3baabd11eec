import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { changeCivilFacts, linkEntry, noteDivorce, readEntry, recordMarriage, searchBooks, takeInMarriage } from '../../foundations/civil-status/index.ts'
import { chair, commune, court, justice, now, registering, someone, working } from '../../foundations/civil-status/testing.ts'
import { personStatus, readPerson } from '../../foundations/population/index.ts'
import { rebuild } from '../../foundations/acts/index.ts'
import { newId } from '../../kernel/ids.ts'
import { systemActor, testDb } from '../../platform/testing.ts'
import { BookFileProblem, exportBooks, importBooks } from './index.ts'

describe('books of civil status as files', async () => {
  const t = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-books-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const file = (name: string, text?: string): string => {
    const path = join(folder, name)
    if (text !== undefined) writeFileSync(path, text)
    return path
  }
  const common = { database: t.db, area: commune, clock: () => now }
  const take = (path: string, kind: 'birth' | 'death' = 'birth') => importBooks({ ...common, kind, path, reportPath: file('loi.csv') })
  const report = () => readFileSync(file('loi.csv'), 'utf8').trim().split('\r\n').slice(1)
  const asOfficer = t.as(justice, working, { now })

  const head = 'so,quyenSo,ngayDangKy,loaiDangKy,nksHoTen,nksGioiTinh,nksNgaySinh,nksDanToc,meHoTen,meSoGiayToTuyThan,cotLa'

  it('keeps right rows, reports wrong ones with their line, and loses none', async () => {
    const mother = await someone(t, 'Trần Thị Sổ Cũ', 'female', '1960-01-01')
    const pin = (await t.as(systemActor)((ctx) => personStatus(ctx.tx, mother)))!.pin
    const path = file('ks.csv', [head,
      `12,01/1985,05/09/1985,Đúng hạn,Lê  Thị Xưa,Nữ,1.9.1985,Kinh,Trần Thị Sổ Cũ,${pin},giữ nguyên`, '13,01/1985,31/02/1985,1,Lê Sai Ngày,1,1985,01,,,', '14,01/1985,06/09/1985,1,,1,1985,01,,,', '15,01/1985,06/09/1985,1,Lê Sai Mã,1,1985,Sao Hỏa,,,',
      '16,01/1985,06/09/1985,1,Lê Chỉ Năm,1,1985,01,,,', '12,01/1985,07/09/1985,1,Lê Trùng Số,1,1985,01,,,', '=17,01/1985,06/09/2985,1,Lê Tương Lai,1,1985,01,,,'].join('\n'))
    assert.deepEqual(await take(path), { rows: 7, entered: 2, linked: 1, present: 0, duplicate: 1, wrong: 4 })
    assert.deepEqual(report().map((line) => line.split(',').slice(0, 4).join(',')), ['3,13,01/1985,sai', '4,14,01/1985,sai', '5,15,01/1985,sai', '7,12,01/1985,trùng số', "8,'=17,01/1985,sai"])
    assert.doesNotMatch(readFileSync(file('loi.csv'), 'utf8'), /Lê|Trần|0993/, 'no names and numbers in the report')
    assert.deepEqual(await take(path), { rows: 7, entered: 0, linked: 0, present: 2, duplicate: 1, wrong: 4 }, 'the same file again enters nothing twice')
    const found = await asOfficer((ctx) => searchBooks(ctx, { name: 'le thi xua' }))
    const entry = await asOfficer((ctx) => readEntry(ctx, found.lines[0]!.entryId))
    assert.deepEqual([entry.content['nksHoTen'], entry.content['nksGioiTinh'], entry.content['nksNgaySinh'], entry.content['nksDanToc'], entry.content['cotLa'], entry.origin], ['Lê Thị Xưa', '2', '1985-09-01', '01', 'giữ nguyên', 'digitised'])
    assert.deepEqual(entry.people.map(({ part, personId, standing }) => [part, personId, standing]), [['mother', mother, 'claimed']])
  })

  it('an entry changes nobody; who it speaks of is claimed until somebody confirms it', async () => {
    const child = await someone(t, 'Lê Chỉ Năm', 'male', '1985-01-01')
    const before = await t.as(systemActor)((ctx) => readPerson(ctx, child, ['fullName', 'birthDate', 'relatives']))
    const found = await asOfficer((ctx) => searchBooks(ctx, { name: 'chi nam' }))
    const entryId = found.lines[0]!.entryId
    const link = (standing: 'claimed' | 'confirmed', personId: string | null = child) => asOfficer((ctx) => linkEntry(ctx, { entryId, part: 'child', personId, standing, commandId: newId() }))
    await link('claimed')
    await link('confirmed')
    assert.deepEqual((await asOfficer((ctx) => readEntry(ctx, entryId))).people.map((each) => each.standing), ['confirmed'])
    assert.deepEqual(await t.as(systemActor)((ctx) => readPerson(ctx, child, ['fullName', 'birthDate', 'relatives'])), before)
    await link('claimed', null)
    assert.deepEqual((await asOfficer((ctx) => readEntry(ctx, entryId))).people, [])
    await assert.rejects(t.as(chair, working, { now })((ctx) => linkEntry(ctx, { entryId, part: 'child', personId: child, standing: 'claimed', commandId: newId() })), { code: 'authorise.not-allowed' })
  })

  it('a marriage of an old book becomes known once both are confirmed, and a divorce begins at its page', async () => {
    const [he, she] = [await someone(t, 'Trần Văn Xưa', 'male', '1960-01-01', { maritalStatus: null }), await someone(t, 'Mai Thị Xưa', 'female', '1962-01-01')]
    const path = file('kh-cu.csv', 'so,quyenSo,ngayDangKy,chongHoTen,chongNgaySinh,voHoTen,voNgaySinh\n5,01/1988,02/09/1988,Trần Văn Xưa,1960,Mai Thị Xưa,1962')
    assert.equal((await importBooks({ ...common, kind: 'marriage', path, reportPath: file('loi-kh.csv') })).entered, 1)
    const entryId = (await asOfficer((ctx) => searchBooks(ctx, { name: 'tran van xua' }))).lines[0]!.entryId
    const takeIn = () => asOfficer((ctx) => takeInMarriage(ctx, { entryId, commandId: newId() }))
    const status = (personId: string) => t.as(systemActor)((ctx) => readPerson(ctx, personId, ['maritalStatus', 'relatives']))
    await asOfficer((ctx) => linkEntry(ctx, { entryId, part: 'husband', personId: he, standing: 'confirmed', commandId: newId() }))
    await asOfficer((ctx) => linkEntry(ctx, { entryId, part: 'wife', personId: she, standing: 'claimed', commandId: newId() }))
    await assert.rejects(takeIn(), { code: 'civil-status.couple-not-linked' })
    await asOfficer((ctx) => linkEntry(ctx, { entryId, part: 'wife', personId: she, standing: 'confirmed', commandId: newId() }))
    await takeIn()
    assert.deepEqual([(await status(he)).maritalStatus, (await status(she)).relatives.map((each) => each.personId)], ['married', [he]])
    assert.equal((await asOfficer((ctx) => searchBooks(ctx, { name: 'tran van xua' }))).lines.length, 1, 'still one line of the book')
    await asOfficer((ctx) => noteDivorce(ctx, { marriageId: entryId, decision: court, effectiveOn: '2001-01-01', ...registering, commandId: newId() }))
    assert.equal((await status(she)).maritalStatus, 'divorced')
    await assert.rejects(takeIn(), { code: 'civil-status.marriage-ended' })
    const page = await asOfficer((ctx) => readEntry(ctx, entryId))
    assert.deepEqual([page.content['chongHoTen'], page.later.map((each) => each.content['loaiGhiChu'])], ['Trần Văn Xưa', ['Ly hôn']])
  })

  it('a change of facts is noted at the birth of the old book in which the person was confirmed', async () => {
    const child = await someone(t, 'Lê Thị Xưa', 'female', '1985-09-01')
    const entryId = (await asOfficer((ctx) => searchBooks(ctx, { name: 'le thi xua', kind: 'birth' }))).lines[0]!.entryId
    await asOfficer((ctx) => linkEntry(ctx, { entryId, part: 'child', personId: child, standing: 'confirmed', commandId: newId() }))
    await t.as(chair, working, { now })((ctx) => changeCivilFacts(ctx, { personId: child, change: 'name', value: 'Lê Thị Nay', reason: 'Theo đơn', personAgrees: true, ...registering, commandId: newId() }))
    assert.deepEqual((await asOfficer((ctx) => readEntry(ctx, entryId))).later.map((each) => each.content['noiDungMoi']), ['Lê Thị Nay'])
  })

  it('what is written out comes in again as the same, by CSV and by JSON', async () => {
    for (const name of ['ra.csv', 'ra.json']) {
      const path = file(name)
      assert.equal(await exportBooks({ ...common, kind: 'birth', from: '1985-01-01', to: '1986-01-01', path }), 2)
      assert.deepEqual(await take(path), { rows: 2, entered: 0, linked: 0, present: 2, duplicate: 0, wrong: 0 }, name)
    }
    const [he, she] = [await someone(t, 'Chồng Cũ', 'male', '1970-01-01'), await someone(t, 'Vợ Cũ', 'female', '1971-01-01')]
    await asOfficer((ctx) => recordMarriage(ctx, { husbandId: he, wifeId: she, area: commune, number: '7', registeredOn: '1995-05-05', commandId: newId() }))
    assert.equal(await exportBooks({ ...common, kind: 'marriage', from: '1990-01-01', to: '2027-01-01', path: file('kh.json') }), 1, 'also a marriage taken over before')
    assert.equal(JSON.parse(readFileSync(file('kh.json'), 'utf8'))[0].chongHoTen, 'Chồng Cũ')
    assert.equal(await exportBooks({ ...common, kind: 'birth', from: '1985-01-01', to: '1985-09-06', path: file('mot.json') }), 1)
    await assert.rejects(exportBooks({ ...common, kind: 'birth', from: '1985-01-01', to: '1986-01-01', path: file('ra.csv') }), /EEXIST/)
  })

  it('a file that is no book is refused whole', async () => {
    for (const [name, text] of [['x.json', '{'], ['y.json', '{"rows": 3}'], ['z.csv', 'a,b\n1,2']] as const) await assert.rejects(take(file(name, text)), BookFileProblem)
    assert.deepEqual(await take(file('leer.json', '[]'), 'death'), { rows: 0, entered: 0, linked: 0, present: 0, duplicate: 0, wrong: 0 })
  })

  it('is what replay of the acts gives', async () => {
    assert.deepEqual((await rebuild({ database: t.owner })).differences, [])
  })
})
