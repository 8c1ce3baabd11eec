import { all, compare, is, matches, rule } from '../src/data-ecosystem/quality/index.ts'

export const paymentAfterDeath = rule({
  id: 'payment-after-death', category: 'C19', dimension: 'live', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Còn chi trả trợ cấp sau ngày mất', en: 'Paid after the day of death' },
  scope: { kind: 'line', list: 'social-payments', when: all(is('person.lifeStatus', 'deceased'), matches('person.deathDate', '^[0-9-]{10}$'), compare('line.day', '>', 'person.deathDate')) },
  basis: 'NĐ 335/2026/NĐ-CP', certainty: 'likely', from: '2026-08-21', to: null,
  lookAt: { vi: 'Trích lục khai tử; ai đã nhận tiền.', en: 'The death extract; who received the money.' },
  closes: { vi: 'Trợ cấp được dừng, tiền được thu hồi hoặc giải trình.', en: 'The payment is stopped, the money returned or accounted for.' },
})
