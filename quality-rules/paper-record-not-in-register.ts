import { is, rule } from '../src/data-ecosystem/quality/index.ts'

export const paperRecordNotInRegister = rule({
  id: 'paper-record-not-in-register', category: 'C09', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Có hồ sơ giấy, chưa có trong dữ liệu dân cư', en: 'On a paper record, not in the register' },
  scope: { kind: 'line', list: 'paper-records', when: is('line.outcome', 'not-found') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.10; NĐ 70/2024/NĐ-CP', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Hồ sơ giấy; gặp người đó lập phiếu DC01.', en: 'The paper record; meet the person and fill in form DC01.' },
  closes: { vi: 'Người đó có trong dữ liệu, hoặc tàng thư ghi rõ lý do.', en: 'The person is in the register, or the file says why not.' },
})
