import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const landUserDeceased = rule({
  id: 'land-user-deceased', category: 'C23', dimension: 'live', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Thửa đất còn đứng tên người đã mất', en: 'Land still in the name of a deceased person' },
  scope: { kind: 'line', list: 'land-users', when: is('person.lifeStatus', 'deceased') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử; người thừa kế đã khai nhận chưa.', en: 'The death extract; whether the heirs have come forward.' },
  closes: { vi: 'Sổ địa chính ghi người nhận thừa kế, hoặc ghi là chưa khai nhận.', en: 'The land book names the heir, or says that none has come forward.' },
})
