import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const veteranMemberNotInRegister = rule({
  id: 'veteran-member-not-in-register', category: 'C20', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Hội viên cựu chiến binh không thấy trong dữ liệu dân cư', en: 'Member of the veterans association, not found in the register' },
  scope: { kind: 'line', list: 'veterans', when: is('line.outcome', 'not-found') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Thẻ hội viên, hồ sơ quân nhân; hỏi chi hội.', en: 'The member card, service papers; ask the branch.' },
  closes: { vi: 'Hội viên được tìm thấy hoặc lập phiếu DC01.', en: 'The member is found, or form DC01 is filled in.' },
})
