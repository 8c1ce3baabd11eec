/** What may be said of a file that cannot be taken, of a line, and of a correction that was made. Sentences fill {name} from the problem's own vars. */
interface Words {
  readonly vi: string
  readonly en: string
}

/** The whole file. */
export const fileProblems = {
  'empty-file': { vi: 'Tệp trống.', en: 'The file is empty.' },
  'no-lines': { vi: 'Tệp chỉ có dòng đầu, không có người nào.', en: 'The file holds headings and nobody.' },
  'wrong-ending': { vi: 'Tệp tên «{name}» nhưng bên trong là {format}. Đổi đuôi tên tệp cho đúng rồi tải lại.', en: 'The file is called “{name}” but holds {format}. Give it the right ending and upload it again.' },
  'macro-file': { vi: 'Tệp có macro (chương trình chạy trong Excel). Lưu lại dạng Excel thường (.xlsx) rồi tải lên.', en: 'The file holds macros. Save it as a plain workbook (.xlsx).' },
  'binary-workbook': { vi: 'Tệp là Excel dạng nhị phân (.xlsb). Lưu lại dạng .xlsx hoặc CSV.', en: 'A binary workbook (.xlsb). Save it as .xlsx or CSV.' },
  'old-workbook': { vi: 'Tệp là Excel kiểu cũ (.xls) hoặc có mật khẩu. Mở ra, bỏ mật khẩu, lưu dạng .xlsx.', en: 'An old workbook (.xls), or one with a password. Save it as .xlsx without a password.' },
  'locked-file': { vi: 'Tệp có mật khẩu. Bỏ mật khẩu rồi tải lại.', en: 'The file has a password. Remove it.' },
  'other-archive': { vi: 'Tệp nén này không phải bảng tính Excel. Giải nén rồi tải tệp danh sách bên trong.', en: 'This archive is no workbook. Unpack it and upload the list inside.' },
  'packed-too-large': { vi: 'Tệp nén bung ra quá {max} MB, không giống một danh sách. Lưu dạng CSV hoặc chia nhỏ.', en: 'The file unpacks to more than {max} MB, unlike a list. Save it as CSV or split it.' },
  'file-too-large': { vi: 'Tệp quá {max} MB. Chia thành nhiều tệp.', en: 'The file is larger than {max} MB. Split it.' },
  'too-many-rows': { vi: 'Danh sách quá {max} dòng. Chia thành nhiều tệp.', en: 'The list has more than {max} lines. Split it.' },
  'too-many-columns': { vi: 'Bảng quá {max} cột. Bỏ các cột thừa.', en: 'The table has more than {max} columns. Remove what is not needed.' },
  'web-page': { vi: 'Tệp là trang web hoặc XML đổi tên thành bảng. Mở bằng Excel rồi lưu dạng .xlsx.', en: 'A web page or XML under the name of a table. Open it in a spreadsheet and save it as .xlsx.' },
  'not-a-table': { vi: 'Tệp không phải bảng. Cần CSV, Excel (.xlsx) hoặc Parquet.', en: 'Not a table. CSV, Excel (.xlsx) or Parquet is needed.' },
  'damaged-file': { vi: 'Tệp hỏng hoặc tải lên dở dang. Lưu lại rồi tải lần nữa.', en: 'The file is damaged or was cut off. Save it again and upload it once more.' },
  'damaged-text': { vi: 'Chữ trong tệp hỏng ({encoding}). Lưu lại dạng CSV UTF-8.', en: 'The text of the file is damaged ({encoding}). Save it as CSV UTF-8.' },
  'no-sheet': { vi: 'Bảng tính không có trang nào có dữ liệu.', en: 'No sheet of the workbook holds anything.' },
  'file-gone': { vi: 'Kho tệp không còn tệp này. Tải lại danh sách.', en: 'The stored file is gone. Upload the list again.' },
  'too-slow': { vi: 'Đọc {minutes} phút chưa xong nên chương trình dừng lại. Chia nhỏ danh sách, hoặc lưu lại dạng CSV UTF-8.', en: 'Reading was stopped after {minutes} minutes. Split the list, or save it as CSV UTF-8.' },
  'gave-up': { vi: 'Đã thử {times} lần mà chương trình dừng giữa chừng, có thể vì thiếu bộ nhớ. Chia nhỏ danh sách hoặc báo người quản trị.', en: 'Tried {times} times and fell over, perhaps for want of memory. Split the list or tell the administrator.' },
} as const satisfies Readonly<Record<string, Words>>

/** A line that cannot be matched. */
export const lineErrors = {
  'unclosed-quote': { vi: 'Dấu ngoặc kép mở mà không đóng', en: 'A quote that never closes' },
  'cell-count': { vi: 'Số ô khác dòng tiêu đề', en: 'Another number of cells than the headings' },
  'cell-too-long': { vi: 'Một ô quá dài', en: 'A cell that is too long' },
  'name-missing': { vi: 'Không có họ tên', en: 'No name' },
  'name-not-a-name': { vi: 'Ô họ tên không phải tên người', en: 'The name is no name' },
  'too-little': { vi: 'Không có ngày sinh, không có số giấy tờ', en: 'No birth date and no number' },
} as const satisfies Readonly<Record<string, Words>>

/** Something odd; the line is matched by the rest. */
export const lineWarnings = {
  'birth-unreadable': { vi: 'Không đọc được ngày sinh', en: 'The birth date cannot be read' },
  'birth-impossible': { vi: 'Ngày sinh không thể có', en: 'A birth date that cannot be' },
  'number-length': { vi: 'Số giấy tờ sai số chữ số', en: 'A number of the wrong length' },
  'number-rounded': { vi: 'Số giấy tờ bị Excel làm tròn', en: 'A number rounded by a spreadsheet' },
  'gender-unreadable': { vi: 'Không đọc được giới tính', en: 'The sex cannot be read' },
  'commune-unknown': { vi: 'Không tìm thấy xã, phường', en: 'The commune is not known' },
  'commune-ambiguous': { vi: 'Tên xã, phường ứng với nhiều nơi', en: 'Several communes bear that name' },
  'day-unreadable': { vi: 'Ngày của cột riêng thiếu hoặc không đọc được', en: 'A day of the kind’s own column is missing or cannot be read' },
  'status-unknown': { vi: 'Từ ở cột tình trạng chưa được biết', en: 'A word of the state column is not known' },
  'duplicate-line': { vi: 'Trùng với một dòng trước', en: 'The same as an earlier line' },
} as const satisfies Readonly<Record<string, Words>>

/** What is put right by itself, unless a person declines it. */
export const lineFixes = {
  'legacy-encoding': { vi: 'Chữ gõ kiểu cũ (TCVN3, VNI, Telex) đổi sang Unicode', en: 'Old encodings and keystrokes read as Unicode' },
  'lost-zeros': { vi: 'Thêm lại số 0 đầu bị mất', en: 'Leading zeros put back' },
  'excel-date': { vi: 'Số ngày của Excel đổi thành ngày', en: 'A spreadsheet’s day number read as a date' },
  'swapped-date': { vi: 'Ngày và tháng viết ngược, đổi lại', en: 'Day and month in the other order' },
  'number-kind': { vi: 'Số CMND 9 chữ số nằm ở cột số định danh, chuyển sang đúng loại', en: 'An old number in the column of personal numbers' },
  'old-commune': { vi: 'Tên xã, phường cũ đổi sang đơn vị hiện nay', en: 'An old commune read as the one of today' },
} as const satisfies Readonly<Record<string, Words>>

export type LineError = keyof typeof lineErrors
export type LineWarning = keyof typeof lineWarnings
export type LineFix = keyof typeof lineFixes
/** A line's problem as it is kept: what, where, and whether it stops the line. Never the value. */
export interface LineProblem {
  readonly code: LineError | LineWarning | LineFix
  readonly kind: 'error' | 'warning' | 'fix'
  readonly field: 'line' | 'name' | 'birth' | 'gender' | 'numbers' | 'commune' | 'extra'
}

const all: Readonly<Record<string, Words>> = { ...fileProblems, ...lineErrors, ...lineWarnings, ...lineFixes }

/** The sentence of a problem. */
export function problemText(code: string, lang: 'vi' | 'en' = 'vi', vars: Readonly<Record<string, string | number>> = {}): string {
  const words = all[code]?.[lang] ?? code
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole))
}
