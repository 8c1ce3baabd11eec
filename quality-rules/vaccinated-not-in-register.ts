import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const vaccinatedNotInRegister = rule({
  id: 'vaccinated-not-in-register', category: 'C18', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Đã tiêm chủng, không thấy trong dữ liệu dân cư', en: 'Vaccinated, not found in the register' },
  scope: { kind: 'line', list: 'vaccination', when: is('line.outcome', 'not-found') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'Phiếu tiêm; hỏi trạm y tế.', en: 'The vaccination slip; ask the clinic.' },
  closes: { vi: 'Người đó được tìm thấy, hoặc trạm y tế sửa dòng.', en: 'The person is found, or the clinic mends its line.' },
})
