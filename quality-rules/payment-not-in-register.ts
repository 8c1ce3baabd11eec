import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const paymentNotInRegister = rule({
  id: 'payment-not-in-register', category: 'C19', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Hưởng trợ cấp, không thấy trong dữ liệu dân cư', en: 'On benefits, not found in the register' },
  scope: { kind: 'line', list: 'social-payments', when: is('line.outcome', 'not-found') },
  basis: 'NĐ 335/2026/NĐ-CP', certainty: 'guess', from: '2026-08-21', to: null,
  lookAt: { vi: 'Giấy tờ trong hồ sơ hưởng; hỏi ấp, khóm nơi chi trả.', en: 'The papers in the benefit file; ask the hamlet where it is paid.' },
  closes: { vi: 'Người hưởng được tìm thấy, lập phiếu DC01, hoặc thôi chi trả.', en: 'The person is found, form DC01 is filled in, or the benefit ends.' },
})
