import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const elderlyMemberNotInRegister = rule({
  id: 'elderly-member-not-in-register', category: 'C20', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Hội viên người cao tuổi không thấy trong dữ liệu dân cư', en: 'Member of the association of the elderly, not found in the register' },
  scope: { kind: 'line', list: 'elderly', when: is('line.outcome', 'not-found') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Thẻ hội viên, giấy tờ cũ; hỏi chi hội.', en: 'The member card, old papers; ask the branch.' },
  closes: { vi: 'Hội viên được tìm thấy hoặc lập phiếu DC01.', en: 'The member is found, or form DC01 is filled in.' },
})
