import { plainKey } from '../../../kernel/vietnamese-text.ts'
import { isSyllable } from '../syllables.ts'
import { dateOrderOf } from './birth-text.ts'
import { readLegacy } from './legacy-text.ts'
import { single, type ColumnRole, type Mapping } from './mapping.ts'

/** Headings as lists have them, without marks. The first line that fits is taken, so the narrow ones stand before the wide ones. */
const patterns: readonly (readonly [RegExp, ColumnRole])[] = [
  [/^(ghi chu|chu ky|ky ten|ky nhan|so tien|muc huong|so dien thoai|dien thoai|sdt|email|so tai khoan|ngan hang|dan toc|ton giao|trinh do|nghe nghiep|chuc vu|lop|khoi)\b/, 'ignore'],
  [/\b(cha|bo|me|vo|chong|chu ho|giam ho|nguoi bao lanh|phu huynh)\b/, 'ignore'],
  [/\bngay (cap|vao|ket nap|tham gia|huong|tiem|nhap)\b|\bnoi (cap|sinh|tiem|lam viec)\b|\bnam (vao|ket nap|tham gia|huong)\b|\bque quan\b|\bnguyen quan\b/, 'ignore'],
  [/^(ho va chu dem|ho va dem|ho dem|ho chu dem|ho lot|ho va ten lot|ho va ten dem|ho ten dem|surname|last ?name|family ?name)$/, 'surname'],
  [/^(ho|ho va)$/, 'surname'],
  [/^(ten|ten goi|given|given ?name|first ?name)$/, 'given'],
  [/\bho( va)?( chu dem( va)?| dem( va)?| lot( va)?)? ten\b|^hoten$|^ho_ten$|^(full ?name|name|full_name)$|^ten (day du|hoi vien|nguoi|hoc sinh|doi tuong|cong dan|be|tre|benh nhan)|^(hoi vien|hoc sinh|nguoi huong|doi tuong)$/, 'fullName'],
  [/\bsinh\b.* (nam|nam gioi)$|^nam sinh nam$/, 'birthMale'],
  [/\bsinh\b.* (nu|nu gioi)$/, 'birthFemale'],
  [/^(ngay|day|ngay sinh ngay)$/, 'birthDay'],
  [/^(thang|month|thang sinh)$/, 'birthMonth'],
  [/^(nam|year)$/, 'birthYear'],
  [/^nam sinh$|^(birth ?year|yob|nam sinh duong lich)$/, 'birth'],
  [/\b(ngay|ngay thang|nam|ngay, thang, nam|ngay thang nam|ntns)\b.*\bsinh\b|^(sinh ngay|ngaysinh|ngay_sinh|ntns|dob|birth|birth ?date|date of birth|birth_date|sinh nam)$/, 'birth'],
  [/\bgioi( tinh)?\b|^(phai|gender|sex|nam\/nu|nam nu|gt)$/, 'gender'],
  [/\bcmnd.*cccd\b|\bcccd.*cmnd\b|\bcmt.*cccd\b|\bcccd.*cmt\b|^so giay to|\bgiay to tuy than\b|^(numbers?|id number|so cmnd, cccd)$/, 'number'],
  [/\b(cccd|can cuoc( cong dan)?|so dinh danh|dinh danh ca nhan|ddcn|sddcn|so cc|ma dinh danh)\b|^(pin|personal number|ma so dinh danh)$/, 'pin'],
  [/\b(cmnd|cmt|cmtnd|chung minh( nhan dan| thu)?)\b|^(old number|so cmnd cu|cmnd9)$/, 'oldNumber'],
  [/^ma (xa|phuong|dvhc|don vi hanh chinh)|^(commune ?code|ma px|residence_area)$/, 'communeCode'],
  [/\bdia chi\b|^(cho o|noi o|noi thuong tru|thuong tru|ho khau|ho khau thuong tru|noi cu tru|hktt|noi o hien nay|address|residence|residence_detail)/, 'address'],
  [/^(xa|phuong|thi tran|xa phuong|xa\/phuong|phuong xa|phuong\/xa|xa, phuong|px|commune|ward)\b/, 'commune'],
  [/^(quan|huyen|quan huyen|quan\/huyen|huyen quan|thi xa|tp\/huyen|district)\b/, 'district'],
  [/^(tinh|thanh pho|tinh thanh|tinh\/thanh|tinh\/tp|tinh tp|province|city)\b/, 'province'],
  [/^(ap|thon|khom|to|to dan pho|khu pho|khu|ban|lang|buon|so nha|duong|hamlet|ap\/khom|thon\/ap|thon to|ap khom)\b/, 'hamlet'],
  [/^(ma( so)?|ma (hoi vien|ho so|hoc sinh|doi tuong|bhxh|the|so|nguoi)|so (the|so|ho so|bhxh|hoi vien)|ma so (bhxh|bao hiem.*)|id|external_id|code|so the (bhyt|hoi).*)$/, 'ref'],
  [/^(stt|tt|so tt|so thu tu|no|#)$/, 'ignore'],
]

/** A heading as it is compared: legacy fonts read, no marks, no stars, no numbers in brackets. */
export const headingKey = (heading: string): string => plainKey(readLegacy(heading).text).replace(/\([^)]*\)?|[*:.]/g, ' ').replace(/[_\s]+/g, ' ').replace(/\s*([/,])\s*/g, '$1').trim()

export function roleOfHeading(heading: string): ColumnRole | null {
  const key = headingKey(heading)
  if (key === '') return null
  return patterns.find(([pattern]) => pattern.test(key))?.[1] ?? null
}

/** What a column holds, by its examples alone, where the heading says nothing. */
export function roleOfExamples(examples: readonly string[]): ColumnRole | null {
  const said = examples.map((example) => example.trim()).filter((example) => example !== '')
  if (said.length < 3) return null
  const share = (test: (text: string) => boolean): number => said.filter(test).length / said.length
  const digits = (text: string): string => text.replace(/[\s.'’-]/g, '')
  if (share((text) => /^0\d{11}$|^[1-9]\d{10}$/.test(digits(text))) > 0.7) return 'pin'
  if (share((text) => /^\d{9}$/.test(digits(text))) > 0.8) return 'oldNumber'
  if (share((text) => /^\d{9}$|^\d{11,12}$/.test(digits(text))) > 0.8) return 'number'
  if (share((text) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|^(19|20)\d{2}([/-]\d{1,2}[/-]\d{1,2})?$/.test(text)) > 0.8) return 'birth'
  if (share((text) => /^(nam|nu|male|female)$/.test(plainKey(text))) > 0.8) return 'gender'
  const isName = (text: string): boolean => {
    const words = readLegacy(text).text.split(/\s+/)
    return words.length >= 2 && words.length <= 6 && words.every((word) => /^\p{Lu}/u.test(word)) && words.filter(isSyllable).length / words.length > 0.7
  }
  return share(isName) > 0.8 ? 'fullName' : null
}

/** Which of the first lines bears the headings: the one with the most that are understood, else the widest. Returns its place in `lines`. */
export function headingPlace(lines: readonly (readonly string[])[]): number {
  const understood = lines.map((cells) => new Set(cells.map(roleOfHeading).filter((role) => role !== null && role !== 'ignore')).size)
  const most = Math.max(...understood)
  if (most >= 2) return understood.indexOf(most)
  const widths = lines.map((cells) => cells.filter((cell) => cell.trim() !== '').length)
  return widths.indexOf(Math.max(...widths))
}

/** Columns guessed from headings and examples. What was confirmed for the same heading before comes first, then what the kind of list (`ofKind`) calls so. */
export function guessMapping(headings: readonly string[], examples: readonly (readonly string[])[], before: Mapping | null = null, ofKind: (heading: string) => ColumnRole | null = () => null): Mapping {
  const taken = new Set<ColumnRole>()
  const known = new Map(before?.columns.map(({ heading, role }) => [headingKey(heading), role]))
  const claim = (role: ColumnRole | null | undefined): ColumnRole | null => {
    if (!role || (single.has(role) && taken.has(role))) return null
    taken.add(role)
    return role
  }
  const roles = headings.map((heading) => {
    const confirmed = known.get(headingKey(heading))
    return claim(confirmed && confirmed !== 'ignore' ? confirmed : (ofKind(heading) ?? confirmed ?? roleOfHeading(heading)))
  })
  // A single «Họ tên» makes a column «Tên» something else; two columns make one name.
  if (taken.has('fullName')) roles.forEach((role, i) => { if (role === 'surname' || role === 'given') roles[i] = 'ignore' })
  const columns = headings.map((heading, i) => ({ heading, role: roles[i] ?? claim(roleOfExamples(examples.map((cells) => cells[i] ?? ''))) ?? ('ignore' as const) }))
  const birth = columns.findIndex(({ role }) => role === 'birth')
  return { columns, dates: before?.dates ?? (birth < 0 ? 'dmy' : dateOrderOf(examples.map((cells) => cells[birth] ?? ''))), declined: before?.declined ?? [] }
}

/** What must be there before lines can be matched: a name, and a birth date or a number. */
export function missingRoles({ columns }: Pick<Mapping, 'columns'>): ('name' | 'birth-or-number')[] {
  const has = (...roles: ColumnRole[]): boolean => columns.some(({ role }) => roles.includes(role))
  return [...(has('fullName', 'given') ? [] : ['name' as const]), ...(has('birth', 'birthYear', 'birthMale', 'birthFemale', 'pin', 'oldNumber', 'number') ? [] : ['birth-or-number' as const])]
}
