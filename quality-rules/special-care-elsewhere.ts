import { all, compare, is, known, rule } from '../src/data-ecosystem/quality/index.ts'

export const specialCareElsewhere = rule({
  id: 'special-care-elsewhere', category: 'C10', dimension: 'live', severity: 'warning', fixer: 'commune-police', sensitive: true,
  name: { vi: 'Người cần quản lý đặc biệt ở xã khác với danh sách', en: 'Under special care, registered in another commune than the list says' },
  scope: { kind: 'line', list: 'special-care', when: all(known('line.commune'), is('person.lifeStatus', 'living'), known('person.residenceArea'), compare('person.residenceArea', '<>', 'line.commune')) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Người đó đang ở đâu; hỏi gia đình, không hỏi hàng xóm.', en: 'Where the person lives; ask the family, not the neighbours.' },
  closes: { vi: 'Danh sách và nơi cư trú ghi cùng một xã.', en: 'List and residence name one commune.' },
})
