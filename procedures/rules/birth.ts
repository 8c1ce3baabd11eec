import { has, legal, type NamedRule } from '../../src/public-services/catalogue/index.ts'

const portal = 'Thủ tục 1.001193, QĐ 163/QĐ-BTP, phần yêu cầu, điều kiện (bản tháng 7/2026)'

/** The text of the national catalogue itself: without agreement the family name still follows father or mother. */
export const nameFollowsParent: NamedRule = {
  code: 'name-follows-parent', item: 'child.fullName', title: 'Họ của bé theo họ cha hoặc họ mẹ',
  check: { op: 'family-name-in', name: 'child.fullName', parents: ['father.fullName', 'mother.fullName'] },
  says: {
    holds: 'Họ của bé theo họ cha hoặc họ mẹ.',
    fails: 'Họ của bé khác họ cha {father.fullName} và họ mẹ {mother.fullName}. Có thoả thuận không?',
    unknown: 'Chưa đủ tên cha, mẹ để so họ.',
  },
  basis: legal('Bộ luật Dân sự 2015', 'đ.26', 'likely', `${portal}: họ phải bảo đảm theo họ của cha hoặc mẹ. Chỉ nhắc cán bộ, không chặn người dân.`),
  defect: 'family-name-agreement',
}

export const nameNotTooLong: NamedRule = {
  code: 'name-not-too-long', item: 'child.fullName', title: 'Tên không quá dài, khó sử dụng',
  check: { op: 'name-length', path: 'child.fullName', most: 40 },
  says: { holds: 'Độ dài tên bình thường.', fails: 'Tên dài hơn 40 ký tự. Xem có khó sử dụng không.', unknown: 'Chưa có tên.' },
  basis: legal(portal, undefined, 'guess', 'Văn bản nói «không đặt tên quá dài», không ghi số; 40 ký tự là ngưỡng nhắc, chưa đối chiếu văn bản.'),
  defect: 'name-unclear',
}

export const motherInNotice: NamedRule = {
  code: 'mother-in-notice', item: 'event', title: 'Người mẹ đúng là người trong giấy chứng sinh',
  check: { op: 'same', left: 'event.motherPin', right: 'mother.pin' },
  says: { holds: 'Số định danh người mẹ khớp giấy chứng sinh điện tử.', fails: 'Số định danh người mẹ khác giấy chứng sinh.', unknown: 'Không có giấy chứng sinh điện tử để so.' },
  basis: legal('NĐ 301/2026/NĐ-CP', undefined, 'likely', 'Thông tin chứng sinh điện tử'), defect: 'birth-facts-differ', when: has('event.noticeNumber'),
}

export const birthProven: NamedRule = {
  code: 'birth-proven', item: 'event', title: 'Việc sinh có giấy chứng sinh điện tử',
  check: { op: 'known', paths: ['event.noticeNumber'] },
  says: { holds: 'Bệnh viện đã gửi giấy chứng sinh {event.noticeNumber}.', fails: 'Không có bản điện tử.', unknown: 'Chưa lấy được.' },
  basis: legal('Luật Hộ tịch 2014', 'đ.16'), defect: 'birth-facts-differ', when: has('event.noticeNumber'),
}

export const parentsMarried: NamedRule = {
  code: 'parents-married', item: 'marriage', title: 'Cha mẹ có đăng ký kết hôn',
  check: { op: 'known', paths: ['marriage.number'] },
  says: { holds: 'Giấy chứng nhận kết hôn số {marriage.number}.', fails: 'Chưa thấy đăng ký kết hôn trong dữ liệu. Xem giấy hoặc hỏi nơi đăng ký.', unknown: 'Chưa lấy được.' },
  basis: legal(portal, undefined, 'sure', 'Cơ quan đăng ký hộ tịch tự tra cứu; không thấy thì hỏi nơi đăng ký, 3 ngày làm việc'), defect: 'marriage-certificate-missing',
  when: has('father.fullName'),
}

export const parentsSameNationality: NamedRule = {
  code: 'parents-same-nationality', item: 'child.nationality', title: 'Cha mẹ cùng quốc tịch',
  check: { op: 'same', left: 'mother.nationality', right: 'father.nationality' },
  says: { holds: 'Cha mẹ cùng quốc tịch {mother.nationality}.', fails: 'Cha mẹ khác quốc tịch. Cần thoả thuận quốc tịch cho bé.', unknown: 'Chưa đủ quốc tịch cha, mẹ.' },
  basis: legal('Luật Quốc tịch', undefined, 'likely', 'Chưa đối chiếu điều khoản'), defect: 'nationality-agreement', when: has('father.fullName'),
}

/** Late registration is still registration; only the entry says so. */
export const filedInSixtyDays: NamedRule = {
  code: 'filed-in-60-days', item: 'child.birthDate', title: 'Trong 60 ngày kể từ ngày sinh',
  check: { op: 'within-days', from: 'child.birthDate', to: 'submitted', days: 60 },
  says: { holds: 'Nộp trong 60 ngày kể từ ngày sinh.', fails: 'Nộp sau 60 ngày. Vẫn đăng ký, ghi «quá hạn».', unknown: 'Chưa có ngày sinh.' },
  basis: legal('Luật Hộ tịch 2014', 'đ.15'),
}

export const birthRules: readonly NamedRule[] = [nameFollowsParent, nameNotTooLong, motherInNotice, birthProven, parentsMarried, parentsSameNationality, filedInSixtyDays]
