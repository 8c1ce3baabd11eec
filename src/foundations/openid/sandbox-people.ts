/** Somebody of the sandbox. Exists nowhere else: not in the register, not in a database. Numbers begin with 099, which no province has. */
export interface SandboxPerson {
  readonly key: string
  readonly name: string
  readonly birthdate: string
  readonly gender: 'male' | 'female'
  readonly number: string
  readonly commune: string
  readonly communeName: string
  readonly level: 1 | 2
  readonly authLevel: 1 | 2
  readonly state: 'active' | 'locked' | 'deceased'
  readonly phone: string | null
  readonly email: string | null
  /** What a developer learns from signing in as this person. */
  readonly why: { readonly vi: string; readonly en: string }
}

type Case = Partial<SandboxPerson> & Pick<SandboxPerson, 'name' | 'birthdate' | 'gender' | 'why'>

const cases: readonly Case[] = [
  { name: 'Nguyễn Văn Thử', birthdate: '1990-05-12', gender: 'male', why: { vi: 'Người bình thường, mức 2', en: 'An ordinary person, level 2' } },
  { name: 'Trần Thị Thử', birthdate: '1988-11-30', gender: 'female', why: { vi: 'Người bình thường, mức 2', en: 'An ordinary person, level 2' } },
  { name: 'Lê Thử Một', birthdate: '2001-01-01', gender: 'male', level: 1, why: { vi: 'Tài khoản mức 1', en: 'Account of level 1' } },
  { name: 'Phạm Thử Hai', birthdate: '1995-03-03', gender: 'female', authLevel: 1, why: { vi: 'Đăng nhập bằng một yếu tố', en: 'Signs in with one factor' } },
  { name: 'Thử', birthdate: '1979-07-07', gender: 'male', why: { vi: 'Chỉ có một chữ, không có họ', en: 'One word, no family name' } },
  { name: 'Y Thử Niê', birthdate: '1985-09-19', gender: 'male', why: { vi: 'Tên Ê Đê: họ đứng cuối', en: 'An Ê Đê name: the family name comes last' } },
  { name: 'H’Thử Byă', birthdate: '1992-02-14', gender: 'female', why: { vi: 'Tên có dấu phẩy trên và chữ ă', en: 'An apostrophe and ă in the name' } },
  { name: 'Nguyễn Hoàng Thử Bảo Ngọc Phương Anh Thiên Kim', birthdate: '2003-12-25', gender: 'female', why: { vi: 'Tên rất dài', en: 'A very long name' } },
  { name: 'Đỗ Thử Đậu', birthdate: '1968-06-06', gender: 'male', why: { vi: 'Chữ Đ hai lần', en: 'The letter Đ twice' } },
  { name: 'Vừ Thử Dế', birthdate: '1950', gender: 'male', why: { vi: 'Chỉ biết năm sinh', en: 'Only the year of birth is known' } },
  { name: 'Giàng Thử Mỷ', birthdate: '1948-10', gender: 'female', why: { vi: 'Chỉ biết tháng, năm sinh', en: 'Only month and year of birth are known' } },
  { name: 'Bùi Thử Non', birthdate: '2012-04-20', gender: 'male', why: { vi: 'Dưới 18 tuổi', en: 'Under 18' } },
  { name: 'Hồ Thử Vừa', birthdate: '2009-01-15', gender: 'female', why: { vi: '17 tuổi', en: '17 years old' } },
  { name: 'Ngô Thử Thọ', birthdate: '1921-08-08', gender: 'female', why: { vi: 'Trên 100 tuổi', en: 'Over 100 years old' } },
  { name: 'Dương Thử Nhuận', birthdate: '1996-02-29', gender: 'male', why: { vi: 'Sinh ngày 29 tháng 2', en: 'Born on 29 February' } },
  { name: 'Lý Thử Tết', birthdate: '2000-01-01', gender: 'female', why: { vi: 'Sinh ngày 1 tháng 1', en: 'Born on 1 January' } },
  { name: 'Cao Thử Khóa', birthdate: '1983-05-05', gender: 'male', state: 'locked', why: { vi: 'Tài khoản bị khóa: không đăng nhập được', en: 'Locked account: cannot sign in' } },
  { name: 'Mai Thử Khuất', birthdate: '1940-05-05', gender: 'female', state: 'deceased', why: { vi: 'Đã mất: không đăng nhập được', en: 'Deceased: cannot sign in' } },
  { name: 'Tạ Thử Vắng', birthdate: '1975-12-12', gender: 'male', phone: null, email: null, why: { vi: 'Không có điện thoại, không có thư', en: 'No phone and no e-mail' } },
  { name: 'Đinh Thử Thư', birthdate: '1987-04-04', gender: 'female', phone: null, email: 'thu@vidu.example', why: { vi: 'Chỉ có thư điện tử', en: 'E-mail only' } },
  { name: 'Phan Thử Máy', birthdate: '1991-10-10', gender: 'male', why: { vi: 'Chỉ có điện thoại', en: 'Phone only' } },
  { name: 'Vũ Thử Hà Giang', birthdate: '1982-03-08', gender: 'female', commune: '00691', communeName: 'Phường mẫu miền núi', why: { vi: 'Ở miền núi', en: 'Lives in the mountains' } },
  { name: 'Đặng Thử Đảo', birthdate: '1994-06-15', gender: 'male', commune: '00000', communeName: 'Đặc khu mẫu', why: { vi: 'Ở đặc khu, mã xã bắt đầu bằng số 0', en: 'Lives on an island; the code begins with zeros' } },
  { name: 'Huỳnh Thử Nam', birthdate: '1999-09-09', gender: 'male', why: { vi: 'Họ Huỳnh (miền Nam)', en: 'Southern spelling of a family name' } },
  { name: 'Hoàng Thử Bắc', birthdate: '1999-09-09', gender: 'male', why: { vi: 'Cùng ngày sinh với người khác', en: 'Shares a birth date with somebody else' } },
  { name: 'Hoàng Thử Bắc', birthdate: '1971-01-20', gender: 'female', why: { vi: 'Trùng họ tên với người khác', en: 'Shares a name with somebody else' } },
  { name: 'Trịnh Thử “Út”', birthdate: '1980-08-18', gender: 'male', why: { vi: 'Tên có ngoặc kép', en: 'Quotation marks in the name' } },
  { name: 'Tôn Nữ Thử Huế', birthdate: '1965-05-19', gender: 'female', why: { vi: 'Họ kép', en: 'A double family name' } },
  { name: 'Danh Thử Sóc', birthdate: '1978-02-02', gender: 'male', why: { vi: 'Tên Khmer', en: 'A Khmer name' } },
  { name: 'Lò Thử Phủ', birthdate: '1993-07-27', gender: 'female', why: { vi: 'Tên Thái', en: 'A Thái name' } },
  { name: 'Châu Thử Chăm', birthdate: '1989-12-01', gender: 'male', why: { vi: 'Tên Chăm', en: 'A Chăm name' } },
  { name: 'Kiều Thử Thuý', birthdate: '1984-04-30', gender: 'female', why: { vi: 'Dấu đặt kiểu mới (uý)', en: 'Tone mark in the new place' } },
  { name: 'Kiều Thử Thúy', birthdate: '1984-04-30', gender: 'female', why: { vi: 'Dấu đặt kiểu cũ (úy)', en: 'Tone mark in the old place' } },
  { name: 'Lâm Thử Ý', birthdate: '2005-05-05', gender: 'female', why: { vi: 'Tên một chữ cái', en: 'A given name of one letter' } },
  { name: 'Quách Thử Quý', birthdate: '2008-11-20', gender: 'male', why: { vi: 'Vừa đủ 18 tuổi', en: 'Has just turned 18' } },
  { name: 'Sùng Thử A', birthdate: '1997-01-31', gender: 'male', why: { vi: 'Tên H’Mông', en: 'An H’Mông name' } },
  { name: 'Trương Thử Lan', birthdate: '1969-09-02', gender: 'female', level: 1, authLevel: 1, why: { vi: 'Mức 1, một yếu tố', en: 'Level 1, one factor' } },
  { name: 'Võ Thử Tâm', birthdate: '1986-06-16', gender: 'female', why: { vi: 'Dùng để thử từ chối chia sẻ', en: 'For trying a refusal to share' } },
  { name: 'Thạch Thử Sơn', birthdate: '1972-03-21', gender: 'male', why: { vi: 'Dùng để thử thu hồi đồng ý', en: 'For trying a withdrawal' } },
  { name: 'Triệu Thử Mây', birthdate: '1998-10-20', gender: 'female', why: { vi: 'Dùng để thử đăng xuất', en: 'For trying a sign-out' } },
]

/** The forty people a developer may sign in as, with what tends to break software. */
export const sandboxPeople: readonly SandboxPerson[] = cases.map((given, i) => ({
  key: `p${String(i + 1).padStart(2, '0')}`,
  number: `099${centuryDigit(given)}${given.birthdate.slice(2, 4)}9${String(i + 1).padStart(5, '0')}`,
  commune: '29557', communeName: 'Xã mẫu', level: 2, authLevel: 2, state: 'active',
  phone: `0309900${String(i + 1).padStart(3, '0')}`, email: `p${i + 1}@vidu.example`,
  ...given, ...(given.why.en === 'Phone only' ? { email: null } : {}),
}))

function centuryDigit({ birthdate, gender }: Case): number {
  return (birthdate.startsWith('20') ? 2 : 0) + (gender === 'female' ? 1 : 0)
}

const prefix = 'sandbox:'
export const sandboxAccount = (key: string): string => prefix + key

/** The person of the sandbox behind an account id of it. */
export function sandboxPersonOf(accountId: string): SandboxPerson | undefined {
  return accountId.startsWith(prefix) ? sandboxPeople.find(({ key }) => key === accountId.slice(prefix.length)) : undefined
}
