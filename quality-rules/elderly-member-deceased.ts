import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const elderlyMemberDeceased = rule({
  id: 'elderly-member-deceased', category: 'C20', dimension: 'live', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Hội viên người cao tuổi đã mất', en: 'Member of the elderly association, deceased' },
  scope: { kind: 'line', list: 'elderly', when: is('person.lifeStatus', 'deceased') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử; hỏi chi hội.', en: 'The death extract; ask the branch.' },
  closes: { vi: 'Chi hội xóa tên.', en: 'The branch strikes the name.' },
})
