import { all, compare, is, minus, missing, rule, thisYear } from '../src/data-ecosystem/quality/index.ts'

export const residenceMissing = rule({
  id: 'residence-missing', category: 'C05', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Người lớn chưa có nơi cư trú', en: 'Adult without a residence' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), missing('residenceArea'), compare(minus(thisYear, 'birthYear'), '>=', 15)) },
  basis: 'Luật Cư trú 68/2020/QH14 đ.11, 19', certainty: 'guess', from: '2021-07-01', to: null,
  lookAt: { vi: 'Nơi đang ở; có phải người không có nơi thường trú, tạm trú.', en: 'Where the person lives now.' },
  closes: { vi: 'Có đăng ký thường trú, tạm trú hoặc khai nơi ở hiện tại.', en: 'A permanent, temporary or present residence is recorded.' },
})
