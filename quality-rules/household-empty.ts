import { compare, rule } from '../src/data-ecosystem/quality/index.ts'

export const householdEmpty = rule({
  id: 'household-empty', category: 'C05', dimension: 'clean', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Hộ không còn ai', en: 'Household with nobody in it' },
  scope: { kind: 'household', when: compare('everybody', '=', 0) },
  basis: 'Luật Cư trú 68/2020/QH14 đ.10', certainty: 'likely', from: '2021-07-01', to: null,
  lookAt: { vi: 'Các thành viên đã chuyển đi hay đã mất.', en: 'Whether the members have moved or died.' },
  closes: { vi: 'Hộ được kết thúc, hoặc có thành viên.', en: 'The household is ended, or has members.' },
})
