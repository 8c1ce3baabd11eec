import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const vehicleOwnerDeceased = rule({
  id: 'vehicle-owner-deceased', category: 'C23', dimension: 'live', severity: 'warning', fixer: 'list-owner',
  name: { vi: 'Xe còn đứng tên người đã mất', en: 'Vehicle still in the name of a deceased person' },
  scope: { kind: 'line', list: 'vehicles', when: is('person.lifeStatus', 'deceased') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử; ai đang dùng xe.', en: 'The death extract; who uses the vehicle.' },
  closes: { vi: 'Xe được sang tên hoặc thu hồi đăng ký.', en: 'The vehicle is transferred, or its registration withdrawn.' },
})
