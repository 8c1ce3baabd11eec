import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const veteranMemberDeceased = rule({
  id: 'veteran-member-deceased', category: 'C20', dimension: 'live', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Hội viên cựu chiến binh đã mất', en: 'Member of the veterans association, deceased' },
  scope: { kind: 'line', list: 'veterans', when: is('person.lifeStatus', 'deceased') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử; hỏi chi hội.', en: 'The death extract; ask the branch.' },
  closes: { vi: 'Chi hội xóa tên.', en: 'The branch strikes the name.' },
})
