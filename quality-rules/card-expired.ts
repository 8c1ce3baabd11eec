import { all, compare, is, rule, today } from '../src/data-ecosystem/quality/index.ts'

export const cardExpired = rule({
  id: 'card-expired', category: 'C16', dimension: 'live', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Thẻ căn cước đã hết hạn', en: 'Identity card expired' },
  scope: { kind: 'line', list: 'identity-cards', when: all(is('person.lifeStatus', 'living'), compare('line.until', '<', today)) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.21', certainty: 'sure', from: '2024-07-01', to: null,
  lookAt: { vi: 'Ngày hết hạn trên thẻ.', en: 'The last day on the card.' },
  closes: { vi: 'Thẻ được cấp đổi.', en: 'The card is renewed.' },
})
