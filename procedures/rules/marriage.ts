import { all, has, is, legal, type NamedRule } from '../../src/public-services/catalogue/index.ts'

const familyLaw = legal('Luật Hôn nhân và gia đình 2014', 'đ.8')

const oldEnough = (who: 'requester' | 'partner', gender: 'male' | 'female', years: number): NamedRule => ({
  code: `${who}-${gender}-age`, item: who === 'requester' ? 'requester' : 'partner.pin', title: `${gender === 'male' ? 'Nam' : 'Nữ'} từ đủ ${years} tuổi`, check: { op: 'age-at-least', birth: `${who}.birthDate`, years },
  says: { holds: `{${who}.fullName} đã đủ ${years} tuổi.`, fails: `{${who}.fullName} chưa đủ ${years} tuổi.`, unknown: 'Chưa lấy được ngày sinh đủ ngày, tháng, năm.' }, basis: familyLaw, when: is(`${who}.gender`, gender),
})

export const manAndWoman: NamedRule = {
  code: 'man-and-woman', item: 'partner.pin', title: 'Một bên nam, một bên nữ', check: { op: 'differ', left: 'partner.gender', right: 'requester.gender' },
  says: { holds: 'Một bên nam, một bên nữ.', fails: 'Dữ liệu ghi hai bên cùng giới tính.', unknown: 'Chưa lấy được giới tính của người được khai.' }, basis: familyLaw,
}

const free = (who: 'requester' | 'partner'): NamedRule => ({
  code: `${who}-free`, item: who === 'requester' ? 'requester' : 'partner.pin', title: 'Không đang có vợ, chồng', check: { op: 'none-of-values', path: `${who}.maritalStatus`, among: ['married'] },
  says: { holds: `Tình trạng hôn nhân: {${who}.maritalStatus}.`, fails: 'Dữ liệu ghi đang có vợ hoặc chồng.', unknown: 'Dữ liệu chưa có tình trạng hôn nhân. Xác minh với nơi cư trú.' }, basis: familyLaw,
})

export const partnerAgrees: NamedRule = {
  code: 'partner-agrees', item: 'consent.partner', title: 'Người kia tự nguyện kết hôn', check: { op: 'equals', path: 'consent.partner', value: 'agreed' },
  says: { holds: 'Người kia đã trả lời đồng ý.', fails: 'Người kia chưa trả lời hoặc không đồng ý.', unknown: 'Người kia chưa trả lời.' }, basis: familyLaw, defect: 'partner-not-answered', when: all(has('partner.pin')),
}

export const marriageRules: readonly NamedRule[] = [
  manAndWoman, oldEnough('requester', 'male', 20), oldEnough('requester', 'female', 18), oldEnough('partner', 'male', 20), oldEnough('partner', 'female', 18), free('requester'), free('partner'), partnerAgrees,
]
