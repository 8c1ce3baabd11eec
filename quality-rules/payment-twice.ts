import { known, rule } from '../src/data-ecosystem/quality/index.ts'

export const paymentTwice = rule({
  id: 'payment-twice', category: 'C19', dimension: 'clean', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Một người hưởng hai lần một loại trợ cấp', en: 'One person paid twice for one benefit' },
  scope: { kind: 'lines', list: 'social-payments', by: 'person', when: known('line.status') },
  basis: 'NĐ 335/2026/NĐ-CP', certainty: 'likely', from: '2026-08-21', to: null,
  lookAt: { vi: 'Quyết định hưởng của từng dòng.', en: 'The decision behind each line.' },
  closes: { vi: 'Còn một dòng.', en: 'One line is left.' },
})
