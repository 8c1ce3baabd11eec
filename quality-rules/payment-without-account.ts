import { all, is, missing, rule } from '../src/data-ecosystem/quality/index.ts'

export const paymentWithoutAccount = rule({
  id: 'payment-without-account', category: 'C19', dimension: 'complete', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Hưởng trợ cấp chưa có tài khoản', en: 'On benefits without an account' },
  scope: { kind: 'line', list: 'social-payments', when: all(missing('line.code'), is('person.lifeStatus', 'living')) },
  basis: 'NĐ 335/2026/NĐ-CP', certainty: 'guess', from: '2026-08-21', to: null,
  lookAt: { vi: 'Người đó muốn nhận tiền mặt, hay cần giúp mở tài khoản.', en: 'Whether cash is wished, or help to open an account.' },
  closes: { vi: 'Có tài khoản, hoặc ghi rõ nhận tiền mặt.', en: 'There is an account, or cash is recorded as the choice.' },
})
