import { rule } from '../src/data-ecosystem/quality/index.ts'

export const personTwice = rule({
  id: 'person-twice', category: 'C11', dimension: 'clean', severity: 'warning', fixer: 'provincial-police',
  name: { vi: 'Có thể là một người ghi hai lần', en: 'Perhaps one person recorded twice' },
  scope: { kind: 'group', by: 'name-birth-origin' },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9; NĐ 70/2024/NĐ-CP', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Cha mẹ, ảnh, thẻ; anh em họ trùng tên trùng ngày sinh là có thật.', en: 'Parents, photo, card; cousins of one name and day exist.' },
  closes: { vi: 'Hai hồ sơ được gộp, hoặc xác nhận là hai người.', en: 'The records are merged, or confirmed as two people.' },
})
