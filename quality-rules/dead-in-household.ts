import { all, is, known, rule } from '../src/data-ecosystem/quality/index.ts'

export const deadInHousehold = rule({
  id: 'dead-in-household', category: 'C12', dimension: 'live', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Đã mất còn đứng tên trong hộ', en: 'Deceased and still in a household' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'deceased'), known('residenceArea')) },
  basis: 'Luật Cư trú 68/2020/QH14 đ.24', certainty: 'sure', from: '2021-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử.', en: 'The death extract.' },
  closes: { vi: 'Xóa đăng ký thường trú.', en: 'The residence is ended.' },
})
