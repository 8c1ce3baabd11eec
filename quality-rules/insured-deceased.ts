import { all, is, rule } from '../src/data-ecosystem/quality/index.ts'

export const insuredDeceased = rule({
  id: 'insured-deceased', category: 'C17', dimension: 'live', severity: 'error', fixer: 'list-owner',
  name: { vi: 'Đang đóng bảo hiểm xã hội mà đã mất', en: 'Active in social insurance, deceased in the register' },
  scope: { kind: 'line', list: 'social-insurance', when: all(is('line.status', 'active'), is('person.lifeStatus', 'deceased')) },
  basis: 'Luật Bảo hiểm xã hội 2024; NĐ 164/2025/NĐ-CP', certainty: 'likely', from: '2025-07-01', to: null,
  lookAt: { vi: 'Trích lục khai tử; nơi làm việc còn báo đóng không.', en: 'The death extract; whether the employer still reports the person.' },
  closes: { vi: 'Cơ quan bảo hiểm ghi là thôi, hoặc hộ tịch sửa việc khai tử.', en: 'The insurer stops the line, or the death is corrected.' },
})
