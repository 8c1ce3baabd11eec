import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Family } from '../../app/testing/cast-house.ts'
import { officerActor } from '../../platform/testing.ts'
import { lodgingTonight, permanentResidenceOf } from '../../foundations/residence/index.ts'
import { csvText, lintStrings } from '../kit/index.ts'
import { citizenSite, type CitizenSite } from '../citizen/testing/citizen-site.ts'
import type { PlainBrowser } from '../citizen/testing/plain-browser.ts'
import { lodgingStrings } from './strings.ts'

const evening = '2026-11-18T13:40:00.000Z'

describe('telling of guests, without a script', () => {
  let site: CitizenSite
  let family: Family
  let other: Family
  let mother: PlainBrowser
  before(async () => {
    site = await citizenSite(evening)
    family = await site.house.family('same', { notice: false })
    other = await site.house.family('same', { notice: false })
    mother = await site.as(family.mother)
  })
  after(() => site.close())
  const area = async () => (await site.house.asPerson(family.mother)((ctx) => permanentResidenceOf(ctx, family.mother.personId)))!.address.area
  const tonight = async () => {
    const home = await area()
    return (await site.house.t.as(officerActor('police-officer', [home]), undefined, { now: evening })((ctx) => lodgingTonight(ctx, { area: home }))).guests
  }

  it('says its words plainly', () => assert.deepEqual(lintStrings(lodgingStrings), []))

  it('one guest: a link, a number, a press; the receipt names a code and nobody', async () => {
    await mother.open('/toi')
    assert.match(mother.html, /href="\/luu-tru"/)
    await mother.open('/luu-tru')
    assert.equal(mother.screen(), 'C-35')
    await mother.send('/luu-tru', { guests: other.father.pin })
    assert.match(mother.text(), /Đã báo 1 khách.*LT261118-[0-9A-F]{8}/)
    assert.doesNotMatch(mother.html, new RegExp(other.father.fullName))
    assert.equal((await tonight()).length, 1)
  })

  it('the same press again is the same report', async () => {
    await mother.sendAgain()
    assert.equal((await tonight()).length, 1)
  })

  it('several cards and one wrong line: nothing is lost, and the line is named', async () => {
    const card = `${other.mother.pin}||${other.mother.fullName}|01011990|Nữ|Ấp 1|01012022`
    await mother.open('/luu-tru')
    await mother.send('/luu-tru', { guests: `${card}\n12345`, nights: '2' })
    assert.equal(mother.status, 422)
    assert.match(mother.text(), /Dòng 2: Số định danh có 12 chữ số/)
    assert.match(mother.html, new RegExp(other.mother.pin))
    await mother.send('/luu-tru', { guests: card })
    assert.match(mother.text(), /Đã báo 1 khách/)
  })

  it('a child without a card and a guest from abroad', async () => {
    await mother.open('/luu-tru')
    await mother.send('/luu-tru', { guests: '', name: 'Jean', nationality: 'FRA' })
    assert.match(mother.text(), /Nhập số hộ chiếu/)
    await mother.send('/luu-tru', { document: 'c1234567' })
    assert.match(mother.text(), /Đã báo 1 khách/)
    await mother.open('/luu-tru')
    await mother.send('/luu-tru', { guests: '', name: 'Bé Na', arrive: '19:15' })
    assert.deepEqual((await tonight()).map((each) => [each.toldName, each.nationality]).filter(([name]) => name === 'Jean' || name === 'Bé Na').sort(), [['Bé Na', 'VNM'], ['Jean', 'FRA']])
  })

  it('is taken back at once', async () => {
    const count = (await tonight()).length
    await mother.send('/luu-tru/rut')
    assert.match(mother.text(), /Đã rút lại/)
    assert.equal((await tonight()).length, count - 1)
  })

  it('the book shows what was told, masked, and gives it as a file', async () => {
    await mother.open('/luu-tru/so')
    assert.equal(mother.screen(), 'C-36')
    assert.match(mother.text(), /LT261118-/)
    assert.doesNotMatch(mother.html, new RegExp(other.father.pin))
    await mother.open('/luu-tru/so?tu=hôm qua')
    assert.match(mother.text(), /Ghi ngày như/)
    await mother.open('/luu-tru/so/tep')
    assert.match(mother.html, /Họ và tên,Loại giấy tờ/)
  })

  it('a list by file: right lines told, wrong ones come back as a file', async () => {
    await mother.open('/luu-tru/tep/mau')
    assert.match(mother.html, /Họ và tên,Ngày sinh/)
    await mother.open('/luu-tru/tep')
    await mother.upload('/luu-tru/tep', 'file', { name: 'khach.csv', type: 'text/csv', bytes: Buffer.from('guestName,docNumber,docKind,arriveAt,leaveAt\nLê Khách,,none,18/11/2026 20:00,19/11/2026\n=HYPERLINK(1),123,,18/11/2026 20:00,19/11/2026\n') })
    assert.match(mother.text(), /Đã báo 1 khách.*1 dòng chưa báo được/)
    await mother.send('/luu-tru/tep/loi')
    assert.match(mother.html, /'=HYPERLINK\(1\),123.*Dòng 3: Số định danh/)
    await mother.open('/luu-tru/tep')
    await mother.send('/luu-tru/tep')
    assert.equal(mother.status, 422)
  })

  it('relatives told of once', async () => {
    await mother.open('/luu-tru/nguoi-than')
    await mother.send('/luu-tru/nguoi-than', { pin: '1', name: 'Bà Ngoại', relation: '15' })
    assert.match(mother.text(), /12 chữ số/)
    assert.match(mother.html, /value="Bà Ngoại"/)
    await mother.send('/luu-tru/nguoi-than', { pin: other.mother.pin })
    assert.match(mother.text(), /Đã ghi người thân này.*Bà Ngoại/)
    await mother.send('/luu-tru/nguoi-than/thoi')
    assert.match(mother.text(), /Chưa báo người thân nào/)
  })

  it('a place is declared at a commune found by its old name, staff report, strangers do not', async () => {
    await mother.open('/luu-tru/co-so')
    await mother.send('/luu-tru/co-so', { name: 'Nhà nghỉ Mai', detail: 'Số 1', 'area.query': 'phu quoi' })
    assert.match(mother.text(), /Xã Phú Quới/)
    const [, code] = /name="area" value="(\d{5})"/.exec(mother.html) ?? []
    await mother.send('/luu-tru/co-so', { area: code! })
    assert.match(mother.text(), /Đã khai báo cơ sở/)
    const [, place] = /name="place" value="([0-9a-f-]{36})"/.exec(mother.html) ?? []
    await mother.send('/luu-tru/co-so/nhan-vien', { [`pin-${place!}`]: '12' })
    assert.match(mother.text(), /Ông\/bà đã nhập 2 chữ số/)
    await mother.send('/luu-tru/co-so/nhan-vien', { [`pin-${place!}`]: other.father.pin, [`name-${place!}`]: other.father.fullName })
    assert.match(mother.text(), new RegExp(`Đã lưu.*${other.father.fullName}`))
    const father = await site.as(other.father)
    await father.open('/luu-tru')
    assert.match(father.text(), /Nhà nghỉ Mai/)
    const stranger = await site.as(other.mother)
    await stranger.open('/luu-tru')
    assert.doesNotMatch(stranger.text(), /Nhà nghỉ Mai/)
    await stranger.send('/luu-tru', { host: place!, guests: family.mother.pin })
    assert.match(stranger.text(), /chưa có chỗ ở nào/)
  })

  it('a spreadsheet runs nothing of what guests are called', () => assert.equal(csvText(['a'], [['=1+1'], ['x,"y"']]), '\ufeffa\r\n\'=1+1\r\n"x,""y"""\r\n'))
})
