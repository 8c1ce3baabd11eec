import { compare, rule } from '../src/data-ecosystem/quality/index.ts'

export const vaccinatedBeforeBirth = rule({
  id: 'vaccinated-before-birth', category: 'C18', dimension: 'accurate', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Ngày tiêm trước ngày sinh', en: 'Vaccinated before birth' },
  scope: { kind: 'line', list: 'vaccination', when: compare('line.day', '<', 'person.birthDate') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Phiếu tiêm: có ghi nhầm người không.', en: 'The slip: whether it is of another person.' },
  closes: { vi: 'Trạm y tế sửa ngày hoặc người.', en: 'The clinic mends the day or the person.' },
})
