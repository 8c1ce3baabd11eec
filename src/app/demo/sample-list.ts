import { demoProvince, generatePeople, type PersonSeed } from '../../../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../../../synthetic/lists/sector-list.ts'
import { demoSeed } from './seed-number.ts'

const most = 240
const headings = ['Mã hội viên', 'Họ và tên', 'Ngày, tháng, năm sinh', 'Giới tính', 'Số CCCD/CMND', 'Mã xã', 'Ấp, khóm']

/** A list an association might hand over, to try `/dl` with: elderly people of this very demonstration with the errors such lists have, and some who are nobody's. */
export function sampleList(people: number): string {
  const elderly: PersonSeed[] = []
  for (const household of generatePeople({ seed: demoSeed, people, errors: 'default', province: demoProvince.code })) {
    elderly.push(...household.people.filter((person) => person.lifeStatus !== 'missing' && Number(person.birthDate.slice(0, 4)) <= 1966))
    if (elderly.length >= most) break
  }
  const strangers = [...generatePeople({ seed: 'sample-strangers', people: 30, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people).slice(0, 12)
  const lines = [...sectorList(elderly.slice(0, most), strangers, listErrors['with-numbers'], 'sample')]
  const cells = ({ id, name, birth, gender, numbers, commune, address }: ListLine): string[] => [`HV${id.slice(1)}`, name, birth, gender, numbers, commune, address]
  const spoilt = [['HV901', '', '1950', 'Nam', '', '', ''], ['HV902', 'Người Không Ngày Sinh', '', '', '', '', ''], ['HV903', 'Nguyễn Văn Tròn', '31/02/1950', 'Nam', '8.6050001234E+10', '', 'Ấp 1']]
  return `\ufeff${[headings, ...lines.map(cells), ...spoilt].map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n`
}
