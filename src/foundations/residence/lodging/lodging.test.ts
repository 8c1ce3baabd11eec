import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { sql, type Ctx } from '../../../platform/index.ts'
import { citizenActor, officerActor, testDb } from '../../../platform/testing.ts'
import { rebuild } from '../../acts/index.ts'
import { communes, somePerson } from '../testing.ts'
import { changeLodgingStaff, endStanding, guestBook, lastNotice, lateNotices, lodgingDue, lodgingFile, lodgingHosts, lodgingTonight, missingReporters, openLodgingPlace, ownNotice, standingGuests, standingGuestsOf, tellLodging, tellStanding, withdrawLodging, type TellLodging } from './exports.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('when a host must tell', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['2026-11-22T15:59:59.000Z', 'VNM', '2026-11-22T16:00:00.000Z'], ['2026-11-22T16:00:00.000Z', 'VNM', '2026-11-23T01:00:00.000Z'], ['2026-11-22T16:59:00.000Z', 'VNM', '2026-11-23T01:00:00.000Z'],
    ['2026-11-22T17:00:00.000Z', 'VNM', '2026-11-23T16:00:00.000Z'], ['2026-12-31T16:30:00.000Z', 'VNM', '2027-01-01T01:00:00.000Z'], ['2026-11-22T16:00:00.000Z', 'FRA', '2026-11-23T04:00:00.000Z'],
  ]
  for (const [arrived, nationality, due] of cases) it(`${arrived} ${nationality}: ${due}`, () => assert.equal(lodgingDue(arrived, nationality), due))
})

describe('lodging notices', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])
  const evening = '2026-11-22T13:40:00.000Z'
  const at = (personId: string, now = evening) => t.as(citizenActor(personId), undefined, { now })
  const asPolice = t.as(police, undefined, { now: evening })
  const householdId = newId()
  const host = await somePerson(t, { name: 'Phạm Văn Hùng', gender: 'male', household: { householdId, relationToHead: '01', opens: true } })
  const guest = await somePerson(t, { name: 'Trần Thị Khách', area: communes.elsewhere })
  const tell = (more: Partial<TellLodging> = {}): TellLodging => ({ hostId: householdId, guests: [{ docKind: 'pin', docNumber: guest.pin }], reason: 'visit', nights: 1, commandId: newId(), ...more })
  const tonight = async () => (await asPolice((ctx) => lodgingTonight(ctx, { area: communes.home }))).guests
  const refused = (work: (ctx: Ctx) => Promise<unknown>, code: string, personId = host.personId) => assert.rejects(at(personId)(work), refusedWith(code))
  const freshPin = async () => (await somePerson(t)).pin

  it('a household tells of a guest by number alone, and is told nothing about the guest', async () => {
    const input = tell()
    const receipt = await at(host.personId)((ctx) => tellLodging(ctx, input))
    assert.match(receipt.reference, /^LT261122-[0-9A-F]{8}$/)
    assert.doesNotMatch(JSON.stringify([receipt, await at(host.personId)((ctx) => guestBook(ctx, { hostId: householdId, from: '2026-11-22', to: '2026-11-22' }))]), /Trần|personId|guestId/)
    const [seen] = (await tonight()).filter((each) => each.noticeId === receipt.noticeId)
    assert.deepEqual([seen?.fullName, seen?.personId, seen?.late, seen?.host.kind, seen?.reasonText], ['Trần Thị Khách', guest.personId, false, 'household', 'Thăm người thân'])
    assert.deepEqual(await at(host.personId)((ctx) => tellLodging(ctx, input)), { ...receipt, replayed: true })
    await refused((ctx) => tellLodging(ctx, tell()), 'lodging.already-told')
    assert.deepEqual(await at(host.personId)((ctx) => lastNotice(ctx)), { hostId: householdId, reason: 'visit', nights: 1 })
  })

  it('the list of the police is logged with the guest, and is theirs alone', async () => {
    const [row] = await t.owner.query<{ n: number }>(sql`select count(*) as n from access_log where register = 'residence' and 'lodging' = any(fields) and ${guest.personId} = any(subjects)`)
    assert.ok(row!.n >= 2, 'the notice and the list')
    await assert.rejects(t.as(officerActor('police-officer', [communes.second]))((ctx) => lodgingTonight(ctx, { area: communes.home })), refusedWith('authorise.not-allowed'))
    await refused((ctx) => lodgingTonight(ctx, { area: communes.home }), 'authorise.not-allowed')
  })

  it('refuses other people\'s homes, nobody, the same guest twice, a month, tomorrow, and a stranger without a name', async () => {
    await refused((ctx) => tellLodging(ctx, tell()), 'lodging.no-host', guest.personId)
    await refused((ctx) => tellLodging(ctx, tell({ guests: [] })), 'lodging.no-guest')
    const twice = await freshPin()
    await refused((ctx) => tellLodging(ctx, tell({ guests: [{ docKind: 'pin', docNumber: twice }, { docKind: 'pin', docNumber: twice }] })), 'lodging.told-twice')
    await refused((ctx) => tellLodging(ctx, tell({ nights: 30 })), 'lodging.too-long')
    await refused((ctx) => tellLodging(ctx, tell({ nights: 0 })), 'lodging.nights-needed')
    await refused((ctx) => tellLodging(ctx, tell({ arriveAt: '2026-11-22T14:00:00.000Z' })), 'lodging.arrival-ahead')
    await refused((ctx) => tellLodging(ctx, tell({ arriveAt: '2026-10-01T14:00:00.000Z' })), 'lodging.arrival-old')
    await refused((ctx) => tellLodging(ctx, tell({ reason: 'x' })), 'lodging.reason-unknown')
    await refused((ctx) => tellLodging(ctx, tell({ guests: [{ docKind: 'none' }] })), 'lodging.name-needed')
  })

  it('is late after its hour by the clock of receipt; the device\'s clock is kept beside it', async () => {
    const notice = await at(host.personId, '2026-11-22T16:05:00.000Z')((ctx) => tellLodging(ctx, tell({ guests: [{ docKind: 'none', name: 'Bé Na', birthDate: '2023' }], arriveAt: '2026-11-22T12:00:00.000Z', deviceAt: '2026-11-22T12:01:00.000Z', channel: 'offline' })))
    assert.equal(notice.late, true)
    const late = await t.as(police, undefined, { now: '2026-11-23T02:00:00.000Z' })((ctx) => lateNotices(ctx, { area: communes.home, from: '2026-11-22', to: '2026-11-22' }))
    assert.deepEqual(late.map((each) => [each.fullName, each.personId, each.deviceAt, each.channel]), [['Bé Na', null, '2026-11-22T12:01:00.000Z', 'offline']])
    const inTime = await at(host.personId, '2026-11-23T00:59:00.000Z')((ctx) => tellLodging(ctx, tell({ guests: [{ docKind: 'none', name: 'Bé Ni' }], arriveAt: '2026-11-22T16:10:00.000Z' })))
    assert.equal(inTime.late, false)
  })

  it('can be taken back within a minute by its sender, and then is nobody\'s stay', async () => {
    const pin = await freshPin()
    const { noticeId } = await at(host.personId)((ctx) => tellLodging(ctx, tell({ guests: [{ docKind: 'pin', docNumber: pin }] })))
    await refused((ctx) => withdrawLodging(ctx, { noticeId, commandId: newId() }), 'lodging.unknown', guest.personId)
    const withdraw = { noticeId, commandId: newId() }
    await at(host.personId, '2026-11-22T13:41:00.000Z')((ctx) => withdrawLodging(ctx, withdraw))
    await at(host.personId, '2026-11-22T13:41:00.000Z')((ctx) => withdrawLodging(ctx, withdraw))
    assert.equal((await tonight()).some((each) => each.noticeId === noticeId), false)
    await assert.rejects(at(host.personId)((ctx) => ownNotice(ctx, noticeId)), refusedWith('lodging.unknown'))
    const again = await at(host.personId)((ctx) => tellLodging(ctx, tell({ guests: [{ docKind: 'pin', docNumber: pin }] })))
    await assert.rejects(at(host.personId, '2026-11-22T13:41:00.001Z')((ctx) => withdrawLodging(ctx, { noticeId: again.noticeId, commandId: newId() })), refusedWith('lodging.undo-over'))
  })

  it('a place has an owner, staff by number and name, and a book of its own', async () => {
    const clerkName = 'Võ Thị Lễ Tân'
    const [owner, clerk] = [await somePerson(t), await somePerson(t, { name: clerkName })]
    const { placeId } = await at(owner.personId)((ctx) => openLodgingPlace(ctx, { kind: 'guesthouse', name: 'Nhà nghỉ Hùng', area: communes.home, detail: 'Số 1, Quốc lộ 53', rooms: 14, commandId: newId() }))
    await refused((ctx) => tellLodging(ctx, tell({ hostId: placeId })), 'lodging.no-host', clerk.personId)
    await at(owner.personId)((ctx) => changeLodgingStaff(ctx, { placeId, pin: clerk.pin, fullName: clerkName, may: true, commandId: newId() }))
    await refused((ctx) => changeLodgingStaff(ctx, { placeId, pin: clerk.pin, fullName: clerkName, may: true, commandId: newId() }), 'lodging.place-unknown', clerk.personId)
    for (const wrong of [{ pin: clerk.pin, fullName: 'Võ Thị Lễ' }, { pin: '099090999999', fullName: clerkName }]) await refused((ctx) => changeLodgingStaff(ctx, { placeId, ...wrong, may: true, commandId: newId() }), 'lodging.staff-unknown', owner.personId)
    await at(clerk.personId)((ctx) => tellLodging(ctx, tell({ hostId: placeId, guests: [{ docKind: 'passport', docNumber: 'C1234567', name: 'Jean Dupont', nationality: 'FRA', room: '203' }] })))
    const book = await at(owner.personId)((ctx) => guestBook(ctx, { hostId: placeId, from: '2026-11-22', to: '2026-11-22' }))
    assert.deepEqual(book.map((each) => [each.guestName, each.room, each.dueAt]), [['Jean Dupont', '203', '2026-11-23T01:40:00.000Z']])
    assert.deepEqual((await at(owner.personId)((ctx) => lodgingHosts(ctx))).map((each) => [each.name, each.owner]), [['Nhà nghỉ Hùng', true]])
    await at(owner.personId)((ctx) => changeLodgingStaff(ctx, { placeId, personId: clerk.personId, may: false, commandId: newId() }))
    await refused((ctx) => tellLodging(ctx, tell({ hostId: placeId })), 'lodging.no-host', clerk.personId)
  })

  it('knows which place usually tells and has not tonight', async () => {
    const owner = await somePerson(t)
    const { placeId } = await at(owner.personId)((ctx) => openLodgingPlace(ctx, { kind: 'hotel', name: 'Khách sạn Vắng', area: communes.second, detail: 'Số 2', commandId: newId() }))
    const second = t.as(officerActor('police-officer', [communes.second]), undefined, { now: evening })
    for (let day = 10; day < 17; day++) {
      if (day === 16) assert.deepEqual(await second((ctx) => missingReporters(ctx, { area: communes.second })), [], 'six nights are no habit')
      await at(owner.personId, `2026-11-${day}T12:00:00.000Z`)((ctx) => tellLodging(ctx, tell({ hostId: placeId, guests: [{ docKind: 'none', name: `Khách ${day}` }] })))
    }
    assert.deepEqual((await second((ctx) => missingReporters(ctx, { area: communes.second }))).map((each) => [each.placeId, each.usualNights]), [[placeId, 7]])
    await at(owner.personId)((ctx) => tellLodging(ctx, tell({ hostId: placeId, guests: [{ docKind: 'none', name: 'Khách mới' }] })))
    assert.deepEqual(await second((ctx) => missingReporters(ctx, { area: communes.second })), [])
  })

  it('a relative who often comes is told once', async () => {
    const pin = await freshPin()
    const standing = { hostId: householdId, pin, name: 'Lê Thị Ngoại', relation: '15', commandId: newId() }
    await at(host.personId)((ctx) => tellStanding(ctx, standing))
    await refused((ctx) => tellStanding(ctx, { ...standing, commandId: newId() }), 'lodging.standing-already')
    await refused((ctx) => tellStanding(ctx, { ...standing, pin: guest.pin, relation: '25', commandId: newId() }), 'lodging.relation-needed')
    assert.deepEqual((await at(host.personId)((ctx) => standingGuestsOf(ctx, householdId))).map((each) => each.relationText), ['Bà'])
    assert.equal((await asPolice((ctx) => standingGuests(ctx, { area: communes.home }))).length, 1)
    await at(host.personId, '2026-11-24T02:00:00.000Z')((ctx) => endStanding(ctx, { hostId: householdId, docNumber: pin, commandId: newId() }))
    assert.deepEqual(await at(host.personId)((ctx) => standingGuestsOf(ctx, householdId)), [])
  })

  it('of a file the right lines are told, the wrong ones say why, and the same file again tells nobody twice', async () => {
    const [a, b] = [await freshPin(), await freshPin()]
    const text = ['guestName,birthDate,gender,nationality,docKind,docNumber,permanentAddress,room,arriveAt,leaveAt,reason',
      `Lê Văn A,15/01/1990,Nam,VNM,pin,${a},"Ấp 1, xã B",101,22/11/2026 20:00,23/11/2026,Du lịch`, `Lê Văn B,,Nam,,,${b},,102,2026-11-22T20:00,24/11/2026,`,
      'Lê Văn C,,,VNM,pin,123,,103,22/11/2026 20:00,23/11/2026,', `Lê Văn A,,,,,${a},,104,22/11/2026 20:00,23/11/2026,`, ',,,,none,,,105,22/11/2026 20:00,23/11/2026,', 'Bé D,,,,none,,,101,22/11/2026 20:00,22/11/2026,'].join('\r\n')
    const input = { hostId: householdId, text, commandId: newId() }
    const done = await at(host.personId)((ctx) => lodgingFile(ctx, input))
    assert.equal(done.told, 2)
    assert.deepEqual(done.wrong.map((each) => each.line), [4, 5, 6, 7])
    for (const { why } of done.wrong) assert.match(why, /^(Cột|Số định danh|Khách)/)
    const again = await at(host.personId)((ctx) => lodgingFile(ctx, input))
    assert.deepEqual(again.receipts.map((each) => [each.noticeId, each.replayed]), done.receipts.map((each) => [each.noticeId, true]))
    const other = await at(host.personId)((ctx) => lodgingFile(ctx, { ...input, commandId: newId() }))
    assert.deepEqual([other.told, other.wrong.length], [0, 6])
    const semicolons = await at(host.personId)((ctx) => lodgingFile(ctx, { hostId: householdId, commandId: newId(), text: `\ufeffguestName;docNumber;docKind;arriveAt;leaveAt\n"Lê; Văn E";;none;22/11/2026 20:00;23/11/2026\n` }))
    assert.deepEqual([semicolons.told, semicolons.wrong.length], [1, 0])
    const odd = await at(host.personId)((ctx) => lodgingFile(ctx, { hostId: householdId, commandId: newId(), text: `guestName,docNumber,docKind,arriveAt,leaveAt\nAnh F,X1,constructor,22/11/2026 20:00,23/11/2026\nAnh G,${'7'.repeat(9_000)},other,22/11/2026 20:00,23/11/2026\n` }))
    assert.deepEqual([odd.told, odd.wrong.map((each) => each.why.slice(0, 16))], [0, ['Cột «Loại giấy t', 'Dòng này quá dài']])
    const inWords = await at(host.personId)((ctx) => lodgingFile(ctx, { hostId: householdId, commandId: newId(), text: 'HỌ VÀ TÊN,Số giấy tờ,Loại giấy tờ,Quốc tịch,Ngày giờ đến,Ngày đi,Lý do\nJean Dupont,c1234567,hộ chiếu,Pháp,22/11/2026 20:00,23/11/2026,Công việc\nBé Na,,không có,,22/11/2026 20:00,23/11/2026,\n' }))
    assert.deepEqual([inWords.told, inWords.wrong], [2, []], 'headings and cells as people write them')
    await refused((ctx) => lodgingFile(ctx, { hostId: householdId, commandId: newId(), text: 'Họ và tên,Số giấy tờ\nAnh H,1\n' }), 'lodging.file-columns')
    await refused((ctx) => tellLodging(ctx, tell({ guests: [{ docKind: 'other', docNumber: '7'.repeat(9_000), name: 'Anh G' }] })), 'lodging.text-long')
    for (const letter of ['\ufffd', '\0']) await refused((ctx) => lodgingFile(ctx, { hostId: householdId, commandId: newId(), text: `guestName,docNumber,docKind,arriveAt,leaveAt\nTr${letter}n H,,none,22/11/2026 20:00,23/11/2026\n` }), 'lodging.file-letters')
    await refused((ctx) => lodgingFile(ctx, { hostId: householdId, text: 'name\nx', commandId: newId() }), 'lodging.file-columns')
    await refused((ctx) => lodgingFile(ctx, { hostId: householdId, text: 'guestName', commandId: newId() }), 'lodging.file-empty')
  })

  it('replays to the same rows', async () => {
    const report = await rebuild({ database: t.owner })
    assert.deepEqual(report.differences, [])
    assert.ok(report.rows['lodging_stay']! > 10)
  })
})
