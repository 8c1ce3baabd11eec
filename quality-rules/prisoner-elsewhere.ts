import { all, compare, is, known, rule } from '../src/data-ecosystem/quality/index.ts'

export const prisonerElsewhere = rule({
  id: 'prisoner-elsewhere', category: 'C08', dimension: 'live', severity: 'warning', fixer: 'provincial-police', sensitive: true,
  name: { vi: 'Đang chấp hành án mà ghi tạm trú nơi khác', en: 'Held in prison, recorded as living for a time elsewhere' },
  scope: { kind: 'line', list: 'prisoners', when: all(is('line.status', 'held'), known('line.commune'), is('person.residenceKind', 'temporary', 'present'), compare('person.residenceArea', '<>', 'line.commune')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Danh sách của trại giam; ngày tạm trú.', en: 'The list of the prison; the day the stay began.' },
  closes: { vi: 'Tạm trú được xóa, hoặc trại sửa danh sách.', en: 'The stay is ended, or the prison mends its list.' },
})
