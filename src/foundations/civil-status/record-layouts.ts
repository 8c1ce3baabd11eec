import type { CodeListName } from '../areas/index.ts'

/** Every kind of entry that has a book of its own (Luật Hộ tịch 2014 đ.3, đ.59). */
export const entryKinds = ['birth', 'marriage', 'death', 'marital-certificate', 'recognition', 'adoption', 'guardianship', 'guardianship-end', 'divorce', 'change', 'court-decision'] as const
export type EntryKind = (typeof entryKinds)[number]

/** One column of a record layout. The name is that of the exchanged file. */
export interface LayoutField {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'date' | 'code'
  readonly list?: CodeListName
  /** An entry without it is no entry. */
  readonly required?: boolean
}

export interface RecordLayout {
  readonly kind: EntryKind
  /** As the digitised books of the Ministry of Justice name the file. */
  readonly code: string
  readonly title: string
  /** `ministry`: domain facts agreeing in three public sources (likely). `own`: no public layout is known, the columns are ours. */
  readonly origin: 'ministry' | 'own'
  readonly fields: readonly LayoutField[]
  /** Columns that name the people of the entry, by the part they play. */
  readonly people: Readonly<Record<string, string>>
  /** Prefix of the columns that describe a part: `{prefix}HoTen`, `{prefix}SoGiayToTuyThan` … */
  readonly prefixes: Readonly<Record<string, string>>
}

const text = (name: string, label: string, required = false): LayoutField => ({ name, label, type: 'text', ...(required ? { required } : {}) })
const date = (name: string, label: string, required = false): LayoutField => ({ name, label, type: 'date', ...(required ? { required } : {}) })
const code = (name: string, label: string, list: CodeListName): LayoutField => ({ name, label, type: 'code', list })

const head = (kinds: CodeListName = 'civil-registration-kinds'): LayoutField[] => [
  text('so', 'Số', true), text('quyenSo', 'Quyển số'), text('trangSo', 'Trang số'), date('ngayDangKy', 'Ngày đăng ký', true), code('loaiDangKy', 'Loại đăng ký', kinds),
  text('noiDangKy', 'Nơi đăng ký'), text('nguoiKy', 'Người ký'), text('chucVuNguoiKy', 'Chức vụ người ký'), text('nguoiThucHien', 'Người thực hiện'), text('ghiChu', 'Ghi chú'),
]
const tail: LayoutField[] = [
  text('soDangKyNuocNgoai', 'Số đăng ký ở nước ngoài'), date('ngayDangKyNuocNgoai', 'Ngày đăng ký ở nước ngoài'),
  text('cqNuocNgoaiDaDangKy', 'Cơ quan nước ngoài đã đăng ký'), code('qgNuocNgoaiDaDangKy', 'Quốc gia đã đăng ký', 'nationalities'),
]
const requester: LayoutField[] = [
  text('nycHoTen', 'Người yêu cầu'), text('nycQuanHe', 'Quan hệ'), code('nycLoaiGiayToTuyThan', 'Loại giấy tờ của người yêu cầu', 'identity-documents'), text('nycGiayToKhac', 'Giấy tờ khác của người yêu cầu'),
  text('nycSoGiayToTuyThan', 'Số giấy tờ của người yêu cầu'), date('nycNgayCapGiayToTuyThan', 'Ngày cấp'), text('nycNoiCapGiayToTuyThan', 'Nơi cấp'),
]

type Part = 'HoTen' | 'GioiTinh' | 'NgaySinh' | 'QueQuan' | 'DanToc' | 'QuocTich' | 'QuocTichKhac' | 'LoaiCuTru' | 'NoiCuTru' | 'LoaiGiayToTuyThan' | 'GiayToKhac' | 'SoGiayToTuyThan' | 'NgayCapGiayToTuyThan' | 'NoiCapGiayToTuyThan'
const parts: Readonly<Record<Part, (name: string, required: boolean) => LayoutField>> = {
  HoTen: (name, required) => text(name, 'Họ, chữ đệm, tên', required), GioiTinh: (name) => code(name, 'Giới tính', 'genders'), NgaySinh: (name) => date(name, 'Ngày, tháng, năm sinh'), QueQuan: (name) => text(name, 'Quê quán'),
  DanToc: (name) => code(name, 'Dân tộc', 'ethnic-groups'), QuocTich: (name) => code(name, 'Quốc tịch', 'nationalities'), QuocTichKhac: (name) => text(name, 'Quốc tịch khác'),
  LoaiCuTru: (name) => code(name, 'Loại cư trú', 'residence-kinds'), NoiCuTru: (name) => text(name, 'Nơi cư trú'), LoaiGiayToTuyThan: (name) => code(name, 'Loại giấy tờ tùy thân', 'identity-documents'),
  GiayToKhac: (name) => text(name, 'Giấy tờ khác'), SoGiayToTuyThan: (name) => text(name, 'Số giấy tờ tùy thân'), NgayCapGiayToTuyThan: (name) => date(name, 'Ngày cấp giấy tờ'), NoiCapGiayToTuyThan: (name) => text(name, 'Nơi cấp giấy tờ'),
}
const allParts = Object.keys(parts) as Part[]
const without = (...left: Part[]): Part[] => allParts.filter((part) => !left.includes(part))
/** The columns about one person, labelled with the part the person plays. */
function person(prefix: string, who: string, named: readonly Part[], required = true): LayoutField[] {
  return named.map((part) => {
    const field = parts[part](`${prefix}${part}`, required && part === 'HoTen')
    return { ...field, label: `${field.label} (${who})` }
  })
}
const nine: Part[] = ['HoTen', 'NgaySinh', 'DanToc', 'QuocTich', 'QuocTichKhac', 'LoaiCuTru', 'NoiCuTru', 'LoaiGiayToTuyThan', 'SoGiayToTuyThan']
const spouse = without('GioiTinh', 'QueQuan')
const whole = without('QueQuan')
const decision: LayoutField[] = [text('quyetDinhSo', 'Số quyết định'), date('ngayQuyetDinh', 'Ngày quyết định'), text('coQuanQuyetDinh', 'Cơ quan quyết định')]

const layout = (kind: EntryKind, code: string, title: string, origin: RecordLayout['origin'], fields: LayoutField[], prefixes: Record<string, string>): RecordLayout =>
  ({ kind, code, title, origin, fields, prefixes, people: Object.fromEntries(Object.entries(prefixes).map(([part, prefix]) => [part, `${prefix}HoTen`])) })

/** The layouts of domain §2.10 (Ministry of Justice, likely), and ours where none is known. */
export const recordLayouts: Readonly<Record<EntryKind, RecordLayout>> = {
  'birth': layout('birth', 'KS', 'Khai sinh', 'ministry', [
    ...head(), text('nksHoTen', 'Họ, chữ đệm, tên', true), code('nksGioiTinh', 'Giới tính', 'genders'), date('nksNgaySinh', 'Ngày, tháng, năm sinh', true), text('nksNgaySinhBangChu', 'Ghi bằng chữ'),
    text('nksNoiSinh', 'Nơi sinh'), text('nksNoiSinhDVHC', 'Đơn vị hành chính nơi sinh'), text('nksQueQuan', 'Quê quán'), code('nksDanToc', 'Dân tộc', 'ethnic-groups'), code('nksQuocTich', 'Quốc tịch', 'nationalities'),
    text('nksQuocTichKhac', 'Quốc tịch khác'), code('nksLoaiKhaiSinh', 'Loại khai sinh', 'birth-registration-kinds'), ...person('me', 'mẹ', nine, false), ...person('cha', 'cha', nine, false), ...requester, ...tail,
  ], { child: 'nks', mother: 'me', father: 'cha' }),
  'marriage': layout('marriage', 'KH', 'Kết hôn', 'ministry', [
    ...head('marriage-registration-kinds'), date('ngayXacLapQuanHeHonNhan', 'Ngày xác lập quan hệ hôn nhân'), text('tinhTrangKetHon', 'Tình trạng kết hôn'), date('huyKetHonNgayGhiChu', 'Ngày ghi chú hủy kết hôn'),
    text('huyKetHonCanCu', 'Căn cứ hủy kết hôn'), date('congNhanKetHonNgayGhiChu', 'Ngày ghi chú công nhận kết hôn'), text('congNhanKetHonCanCu', 'Căn cứ công nhận kết hôn'),
    ...person('chong', 'chồng', spouse), ...person('vo', 'vợ', spouse), ...tail,
  ], { husband: 'chong', wife: 'vo' }),
  'death': layout('death', 'KT', 'Khai tử', 'ministry', [
    ...head(), ...person('nkt', 'người chết', whole), date('nktNgayChet', 'Ngày chết', true), text('nktNgayChetGhiBangChu', 'Ngày chết ghi bằng chữ'), text('nktGioPhutChet', 'Giờ, phút chết'), text('nktNoiChet', 'Nơi chết'),
    text('nktNguyenNhanChet', 'Nguyên nhân chết'), code('gbtLoai', 'Giấy báo tử', 'death-notice-kinds'), text('gbtSo', 'Số giấy báo tử'), date('gbtNgay', 'Ngày giấy báo tử'), text('gbtCoQuanCap', 'Cơ quan cấp giấy báo tử'), ...requester, ...tail,
  ], { deceased: 'nkt' }),
  'marital-certificate': layout('marital-certificate', 'HN', 'Xác nhận tình trạng hôn nhân', 'ministry', [
    ...head().filter((field) => field.name !== 'loaiDangKy'), ...person('nxn', 'người được xác nhận', whole), text('nxnThoiGianCuTruTai', 'Nơi cư trú được xác nhận'), date('nxnThoiGianCuTruTu', 'Từ ngày'), date('nxnThoiGianCuTruDen', 'Đến ngày'),
    code('nxnTinhTrangHonNhan', 'Tình trạng hôn nhân', 'marital-certificate-status'), code('nxnLoaiMucDichSuDung', 'Loại mục đích sử dụng', 'marital-certificate-purposes'), text('nxnMucDichSuDung', 'Mục đích sử dụng'), ...requester,
  ], { person: 'nxn' }),
  'recognition': layout('recognition', 'CMC', 'Nhận cha, mẹ, con', 'ministry', [
    ...head(), text('quyetDinhSo', 'Số quyết định'), code('loaiXacNhan', 'Loại xác nhận', 'parent-child-recognition-kinds'), ...person('cm', 'cha, mẹ', allParts), ...person('nc', 'con', allParts),
    ...requester.filter((field) => field.name !== 'nycQuanHe'), text('nycQHNguoiDuocNhan', 'Quan hệ với người được nhận'), text('nycQHNguoiNhan', 'Quan hệ với người nhận'), ...tail,
  ], { parent: 'cm', child: 'nc' }),
  'adoption': layout('adoption', 'NCN', 'Nuôi con nuôi', 'own', [...head(), ...person('cnCha', 'cha nuôi', spouse, false), ...person('cnMe', 'mẹ nuôi', spouse, false), ...person('cn', 'con nuôi', allParts), text('nguoiGiao', 'Người giao con nuôi'), ...tail],
    { adoptiveFather: 'cnCha', adoptiveMother: 'cnMe', child: 'cn' }),
  'guardianship': layout('guardianship', 'GH', 'Giám hộ', 'own', [...head(), ...person('ngh', 'người giám hộ', whole), ...person('dgh', 'người được giám hộ', whole), text('lyDo', 'Lý do giám hộ'), ...decision], { guardian: 'ngh', ward: 'dgh' }),
  'guardianship-end': layout('guardianship-end', 'CDGH', 'Chấm dứt giám hộ', 'own', [...head(), ...person('ngh', 'người giám hộ', whole), ...person('dgh', 'người được giám hộ', whole), text('lyDo', 'Lý do chấm dứt'), ...decision], { guardian: 'ngh', ward: 'dgh' }),
  'divorce': layout('divorce', 'LH', 'Ghi chú ly hôn, hủy kết hôn', 'own', [...head(), text('loaiGhiChu', 'Nội dung ghi chú', true), ...person('chong', 'chồng', spouse), ...person('vo', 'vợ', spouse), ...decision, date('ngayCoHieuLuc', 'Ngày có hiệu lực pháp luật')], { husband: 'chong', wife: 'vo' }),
  'change': layout('change', 'TDCC', 'Thay đổi, cải chính, xác định lại', 'own', [...head(), text('loaiViec', 'Loại việc', true), ...person('nyd', 'người có hộ tịch thay đổi', whole), text('noiDungCu', 'Nội dung trước khi thay đổi'), text('noiDungMoi', 'Nội dung sau khi thay đổi'), text('lyDo', 'Lý do'), ...decision], { person: 'nyd' }),
  'court-decision': layout('court-decision', 'QDTA', 'Ghi chú quyết định của Tòa án', 'own', [...head(), text('loaiGhiChu', 'Nội dung ghi chú', true), ...person('nyd', 'người liên quan', whole), ...decision, date('ngayCoHieuLuc', 'Ngày có hiệu lực pháp luật')], { person: 'nyd' }),
}

/** The layout of a file called KS, KH … */
export function layoutOf(code: string): RecordLayout | undefined {
  return Object.values(recordLayouts).find((each) => each.code === code.toUpperCase())
}
