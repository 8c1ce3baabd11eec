import { all, compare, is, rule, yearsAgo } from '../src/data-ecosystem/quality/index.ts'

export const elderlyMemberTooYoung = rule({
  id: 'elderly-member-too-young', category: 'C20', dimension: 'accurate', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Hội viên người cao tuổi chưa đủ 60 tuổi', en: 'Member of the elderly association under sixty' },
  scope: { kind: 'line', list: 'elderly', when: all(is('person.lifeStatus', 'living'), compare('person.birthDate', '>', yearsAgo(60))) },
  basis: 'Luật Người cao tuổi 39/2009/QH12 đ.2', certainty: 'likely', from: '2010-07-01', to: null,
  lookAt: { vi: 'Khớp nhầm người, hay năm sinh ghi sai.', en: 'Matched with another person, or a wrong year of birth.' },
  closes: { vi: 'Danh sách hoặc ngày sinh được sửa.', en: 'The list or the date of birth is mended.' },
})
