import type { Comparison } from '../model.ts'
import type { PairZone } from '../intake/zones.ts'

/** A sentence in both languages; Vietnamese is the first and the one that counts. */
export interface Both {
  readonly vi: string
  readonly en: string
}

const both = (vi: string, en: string): Both => ({ vi, en })

export const zoneWords: Readonly<Record<PairZone, Both>> = { 'automatic': both('Khớp', 'Matched'), 'review': both('Cần người xem', 'For people to review'), 'reject': both('Không thấy', 'Not found') }

export const ruleWords: Readonly<Record<string, Both>> = {
  'pin': both('Cùng số định danh', 'Equal personal number'),
  'cmnd': both('Cùng số CMND', 'Equal nine-digit number'),
  'name-year': both('Cùng họ tên không dấu và năm sinh', 'Equal plain name and year of birth'),
  'birth-given': both('Cùng ngày sinh và tên', 'Equal date of birth and given name'),
  'birth-surname-gender': both('Cùng ngày sinh, họ và giới tính', 'Equal date of birth, surname and gender'),
  'syllables-year': both('Cùng các tiếng trong họ tên, khác thứ tự, và năm sinh', 'Equal syllables in any order and year of birth'),
  'name-commune': both('Cùng họ tên không dấu và xã', 'Equal plain name and commune'),
  'surname-given-year-commune': both('Cùng họ, tên, năm sinh và xã', 'Equal surname, given name, year and commune'),
  'given-year-commune-hamlet': both('Cùng tên, năm sinh, xã và ấp', 'Equal given name, year, commune and hamlet'),
  'name-day': both('Cùng họ tên không dấu và ngày, tháng sinh', 'Equal plain name and day and month of birth'),
}

export const comparisonWords: Readonly<Record<Comparison, Both>> = { name: both('Họ tên', 'Name'), number: both('Số giấy tờ', 'Number'), birth: both('Ngày sinh', 'Date of birth'), gender: both('Giới tính', 'Gender'), address: both('Nơi ở', 'Address') }

export const exampleWords = {
  'strongest': both('Khớp chắc nhất', 'The surest match'), 'weakest-automatic': both('Khớp yếu nhất mà vẫn tự nhận', 'The weakest match taken automatically'), 'close-second': both('Khớp, có người thứ hai gần nhất', 'Matched, with the closest other person behind'),
  'strongest-review': both('Cần người xem, mạnh nhất', 'For review, the strongest'), 'weakest-review': both('Cần người xem, yếu nhất', 'For review, the weakest'),
} as const

export const kindWords: Readonly<Record<string, Both>> = {
  marked: both('Có dấu', 'With marks'), unmarked: both('Không dấu', 'Without marks'), unreadable: both('Không đọc được', 'Cannot be read'), empty: both('Để trống', 'Empty'),
  pin: both('Đủ 12 số', 'Twelve digits'), padded: both('Mất số 0 đầu, đã bù', 'Leading zeros lost, put back'), cmnd: both('CMND 9 số', 'Nine digits'),
  whole: both('Đủ ngày, tháng, năm', 'Whole date'), partial: both('Chỉ có năm hoặc tháng, năm', 'Year, or month and year'),
  male: both('Nam', 'Male'), female: both('Nữ', 'Female'), known: both('Có mã xã', 'Commune known'), said: both('Có ghi', 'Said'),
}

export const ageWords: Readonly<Record<string, Both>> = { '0-5': both('Dưới 6 tuổi', 'Under 6'), '6-17': both('6–17 tuổi', '6–17'), '18-59': both('18–59 tuổi', '18–59'), '60-79': both('60–79 tuổi', '60–79'), '80+': both('Từ 80 tuổi', '80 and over') }

export const unsaid = both('Không ghi', 'Not said')
