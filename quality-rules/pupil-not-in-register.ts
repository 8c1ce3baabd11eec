import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const pupilNotInRegister = rule({
  id: 'pupil-not-in-register', category: 'C23', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Học sinh không thấy trong dữ liệu dân cư', en: 'Pupil not found in the register' },
  scope: { kind: 'line', list: 'pupils', when: is('line.outcome', 'not-found') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh trong hồ sơ nhà trường.', en: 'The birth certificate in the school file.' },
  closes: { vi: 'Học sinh được tìm thấy hoặc lập phiếu DC01.', en: 'The pupil is found, or form DC01 is filled in.' },
})
