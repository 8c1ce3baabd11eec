import { all, known, listed, not, rule } from '../src/data-ecosystem/quality/index.ts'

export const oldCommune = rule({
  id: 'old-commune', category: 'C15', dimension: 'clean', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Nơi cư trú còn ghi xã đã giải thể', en: 'Residence names a commune that has ended' },
  scope: { kind: 'row', when: all(known('residenceArea'), not(listed('residenceArea', 'open-communes'))) },
  basis: 'NQ 202/2025/QH15; NQ 1654–1687/NQ-UBTVQH15', certainty: 'sure', from: '2025-07-01', to: null,
  lookAt: { vi: 'Nhà ở nay thuộc xã nào; xã chia nhiều phần thì phải tới nơi.', en: 'Which commune the house lies in today; a divided commune needs a visit.' },
  closes: { vi: 'Địa chỉ ghi mã xã hiện nay.', en: 'The address names today\'s commune.' },
})
