import { areaAsOf, withKind } from '../../../foundations/areas/index.ts'
import { problemText } from '../intake/problems.ts'
import { zoneReasons, type ZoneReason } from '../intake/zones.ts'
import { CommuneMap } from './commune-map.tsx'
import { fewestOfCommune, type ReportFigures } from './figures.ts'
import { Bar, Heading, Note, Said, Table, count, of, percentOf, stacked } from './parts.tsx'
import { fewLines, type Group } from './groups.ts'
import type { Both } from './words.ts'
import { kindWords, unsaid, zoneWords } from './words.ts'

export function Summary({ figures }: { figures: ReportFigures }) {
  const { zones, lines, blocked, problems, reasons = {} } = figures
  const why = (Object.keys(zoneReasons) as ZoneReason[]).flatMap((reason) => (reasons[reason] ? [[reason, reasons[reason]] as const] : []))
  const found = Object.entries(problems).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const tile = (n: number, words: Both) => <li><b>{count(n)}</b><Said {...words} /></li>
  return (
    <section>
      <Heading id="tong-hop" vi="Tổng hợp" en="Summary" />
      <ul class="tiles">
        {tile(lines + blocked, { vi: 'dòng trong danh sách', en: 'lines in the list' })}
        {tile(zones.automatic, { vi: `khớp (${of(zones.automatic, lines)})`, en: 'matched' })}
        {tile(zones.review, { vi: `cần người xem (${of(zones.review, lines)})`, en: 'for people to review' })}
        {tile(zones.reject, { vi: `không thấy (${of(zones.reject, lines)})`, en: 'not found' })}
        {tile(blocked, { vi: 'dòng chưa đối khớp được', en: 'lines that could not be matched' })}
        {tile(figures.people, { vi: 'người ở phía dữ liệu dân cư', en: 'people on the register’s side' })}
      </ul>
      <Bar parts={stacked(lines, [[zones.automatic, 'blue'], [zones.review, 'gold'], [zones.reject, 'grey']])} />
      {lines === 0 && <Note vi="Danh sách không có dòng nào để đối khớp. Các bảng dưới đây vì vậy để trống." en="The list has no line that could be matched, so the tables below are empty." />}
      {why.length > 0 && <Table caption={{ vi: 'Vì sao cần người xem; một dòng có thể có vài lý do', en: 'Why people look; a line may have several reasons' }} head={[{ vi: 'Lý do', en: 'Reason' }, { vi: 'Dòng', en: 'Lines' }, { vi: 'Tỷ lệ', en: 'Share' }]} rows={why.map(([reason, n]) => [<Said {...zoneReasons[reason]} />, count(n), of(n, zones.review)])} bars={why.map(([, n]) => stacked(zones.review, [[n, 'gold']]))} />}
      {found.length > 0 && <Table caption={{ vi: 'Điều thấy trong các dòng khi nhận danh sách', en: 'What was found in the lines when the list came in' }} head={[{ vi: 'Điều thấy', en: 'Found' }, { vi: 'Dòng', en: 'Lines' }, { vi: 'Tỷ lệ', en: 'Share' }]} rows={found.map(([code, n]) => [<Said vi={problemText(code, 'vi')} en={problemText(code, 'en')} />, count(n), of(n, lines + blocked)])} bars={found.map(([, n]) => stacked(lines + blocked, [[n, 'gold']]))} />}
    </section>
  )
}

export function Completeness({ figures }: { figures: ReportFigures }) {
  const { profile: p, lines } = figures
  const filled = figures.registerFilled
  const row = (words: Both, readable: number, unreadable: number, empty: number, there: number) => [<Said {...words} />, count(readable), of(readable, lines), count(unreadable), count(empty), of(there, filled.rows)]
  const rows = [
    row({ vi: 'Họ tên', en: 'Name' }, p.name.marked + p.name.unmarked, p.name.unreadable, p.name.empty, filled.name),
    row({ vi: 'Số giấy tờ', en: 'Number' }, p.number.pin + p.number.padded + p.number.cmnd, p.number.unreadable, p.number.empty, filled.pin),
    row({ vi: 'Ngày sinh, ít nhất là năm', en: 'Birth, at least the year' }, p.birth.whole + p.birth.partial, p.birth.unreadable, p.birth.empty, filled.yearOfBirth),
    row({ vi: 'Ngày sinh, đủ', en: 'Birth, whole' }, p.birth.whole, p.birth.unreadable, p.birth.empty + p.birth.partial, filled.wholeBirth),
    row({ vi: 'Giới tính', en: 'Gender' }, p.gender.male + p.gender.female, p.gender.unreadable, p.gender.empty, filled.gender),
    row({ vi: 'Xã', en: 'Commune' }, p.commune.known, p.commune.unreadable, p.commune.empty, filled.commune),
    row({ vi: 'Ấp, địa chỉ', en: 'Hamlet, address' }, p.address.said, 0, p.address.empty, filled.hamlet),
  ]
  return (
    <section>
      <Heading id="day-du" vi="Đầy đủ của từng cột" en="Completeness of each column" />
      <Table caption={{ vi: 'Danh sách, bên cạnh là dữ liệu dân cư', en: 'The list, and beside it the register' }}
        head={[{ vi: 'Cột', en: 'Column' }, { vi: 'Đọc được', en: 'Readable' }, { vi: 'Tỷ lệ', en: 'Share' }, { vi: 'Không đọc được', en: 'Unreadable' }, { vi: 'Trống', en: 'Empty' }, { vi: 'Dữ liệu dân cư', en: 'Register' }]}
        rows={rows} bars={[p.name.marked + p.name.unmarked, p.number.pin + p.number.padded + p.number.cmnd, p.birth.whole + p.birth.partial, p.birth.whole, p.gender.male + p.gender.female, p.commune.known, p.address.said].map((n) => stacked(lines, [[n, 'blue']]))} />
    </section>
  )
}

export function ProfileOfColumns({ figures }: { figures: ReportFigures }) {
  const { profile: p, lines } = figures
  // A list that was handed over comes with its lost zeros put back and counted above: a second count of none would contradict it.
  const { padded: _, ...mended } = p.number
  const kinds = (caption: Both, counts: Readonly<Record<string, number>>) => (
    <Table caption={caption} head={[{ vi: 'Loại', en: 'Kind' }, { vi: 'Dòng', en: 'Lines' }, { vi: 'Tỷ lệ', en: 'Share' }]} rows={Object.entries(counts).map(([kind, n]) => [<Said {...kindWords[kind]!} />, count(n), of(n, lines)])} bars={Object.values(counts).map((n) => stacked(lines, [[n, 'blue']]))} />
  )
  const list = (caption: Both, head: Both, rows: readonly (readonly [string, number])[]) => <Table caption={caption} head={[head, { vi: 'Dòng', en: 'Lines' }, { vi: 'Tỷ lệ', en: 'Share' }]} rows={rows.map(([name, n]) => [name, count(n), of(n, lines)])} bars={rows.map(([, n]) => stacked(lines, [[n, 'blue']]))} />
  return (
    <section>
      <Heading id="cot" vi="Chân dung từng cột" en="Profile of the columns" />
      <p><Said vi={`${count(p.distinctNames)} họ tên khác nhau, không kể dấu. ${count(p.repeated)} dòng có họ tên và ngày sinh trùng với dòng khác. ${count(p.sharedNumbers)} dòng có số định danh trùng với dòng khác. ${count(p.firstOfJanuary)} dòng ghi ngày sinh 01/01.`}
        en={`${count(p.distinctNames)} different names, marks aside. ${count(p.repeated)} lines share name and date of birth with another line, ${count(p.sharedNumbers)} share a personal number, ${count(p.firstOfJanuary)} say 1 January.`} /></p>
      {kinds({ vi: 'Họ tên', en: 'Names' }, p.name)}
      {p.surnames.length > 0 && list({ vi: 'Họ phổ biến, mỗi họ từ 10 dòng', en: 'Commonest surnames, of ten lines and more' }, { vi: 'Họ, không dấu', en: 'Surname, plain' }, p.surnames.map(({ surname, lines: n }) => [surname, n]))}
      {kinds({ vi: 'Số giấy tờ', en: 'Numbers' }, p.number.padded > 0 ? p.number : mended)}
      {kinds({ vi: 'Ngày sinh', en: 'Dates of birth' }, p.birth)}
      {p.decades.length > 0 && list({ vi: 'Năm sinh, theo chục năm', en: 'Years of birth, by decade' }, { vi: 'Năm', en: 'Years' }, p.decades.map(({ decade, lines: n }) => [`${decade}–${decade + 9}`, n]))}
      {kinds({ vi: 'Giới tính', en: 'Gender' }, p.gender)}
    </section>
  )
}

/** Five steps of the share matched, from worst to best; each is named in the legend by its bounds. */
const steps = [0.7, 0.85, 0.93, 0.97] as const
const stepWords = ['dưới 70 %', 'từ 70 %', 'từ 85 %', 'từ 93 %', 'từ 97 % dòng tự khớp'] as const
const stepOf = ({ linked }: Group): string => (linked === null ? 'none' : `m${steps.filter((bound) => linked.share >= bound).length}`)

export function Communes({ figures }: { figures: ReportFigures }) {
  const { groups } = figures.communes
  const day = figures.about.at.slice(0, 10)
  const name = (code: string): string => {
    const area = code === '' ? undefined : areaAsOf(code, day)
    return code === '' ? unsaid.vi : code === fewLines ? `Các xã dưới ${fewestOfCommune} dòng` : area ? withKind(area) : code
  }
  return (
    <section>
      <Heading id="xa" vi="Theo xã, phường" en="By commune" />
      {groups.length === 0 ? <p><Said vi="Không có dòng nào." en="No lines." /></p> : (
        <>
          <p><Said vi={`Mỗi chấm là một xã, phường ghi trong danh sách, ở nơi có trụ sở. Chấm càng to càng nhiều dòng. Ranh giới tỉnh vẽ giản lược. Xã dưới ${fewestOfCommune} dòng không vẽ.`}
            en={`A dot is a commune as the list says it, where its office stands; the larger, the more lines. Outlines of provinces are rough. Communes of fewer than ${fewestOfCommune} lines are not drawn.`} /></p>
          <ul class="legend">{stepWords.map((words, k) => <li><svg width="16" height="16" aria-hidden="true"><circle class={`m${k}`} cx="8" cy="8" r="7" /></svg>{words}</li>)}</ul>
          <CommuneMap groups={groups.filter(({ key }) => key !== '' && key !== fewLines)} day={day} name={name} stepOf={stepOf} wordsOf={({ linked, zones, lines }) => `${percentOf(linked)}, ${count(zones.automatic)}/${count(lines)}`} />
          <Table caption={{ vi: 'Kết quả theo xã, phường', en: 'Outcome by commune' }} head={[{ vi: 'Xã, phường', en: 'Commune' }, { vi: 'Dòng', en: 'Lines' }, zoneWords.automatic, zoneWords.review, zoneWords.reject, { vi: 'Tỷ lệ khớp', en: 'Share matched' }]}
            rows={groups.map((group) => [name(group.key), count(group.lines), count(group.zones.automatic), count(group.zones.review), count(group.zones.reject), percentOf(group.linked)])}
            bars={groups.map((group) => stacked(group.lines, [[group.zones.automatic, 'blue'], [group.zones.review, 'gold'], [group.zones.reject, 'grey']]))} />
        </>
      )}
    </section>
  )
}
