import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const insuredNotInRegister = rule({
  id: 'insured-not-in-register', category: 'C17', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Có bảo hiểm xã hội, không thấy trong dữ liệu dân cư', en: 'Insured, not found in the register' },
  scope: { kind: 'line', list: 'social-insurance', when: is('line.outcome', 'not-found') },
  basis: 'Luật Bảo hiểm xã hội 2024; NĐ 164/2025/NĐ-CP', certainty: 'guess', from: '2025-07-01', to: null,
  lookAt: { vi: 'Nhà máy, nhà trọ: người lao động từ nơi khác đến.', en: 'Factory, lodging: workers from elsewhere.' },
  closes: { vi: 'Người đó được tìm thấy hoặc lập phiếu DC01.', en: 'The person is found, or form DC01 is filled in.' },
})
