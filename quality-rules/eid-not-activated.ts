import { all, compare, daysAgo, is, rule } from '../src/data-ecosystem/quality/index.ts'

export const eidNotActivated = rule({
  id: 'eid-not-activated', category: 'C16', dimension: 'live', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Định danh điện tử đã thu nhận, quá 7 ngày chưa kích hoạt', en: 'e-ID taken in, not activated after seven days' },
  scope: { kind: 'line', list: 'eid-accounts', when: all(is('line.status', 'collected', 'approved'), is('person.lifeStatus', 'living'), compare('line.day', '<', daysAgo(7))) },
  basis: 'NĐ 69/2024/NĐ-CP', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Số điện thoại còn dùng không; người đó có cần giúp kích hoạt.', en: 'Whether the phone is still in use; whether the person needs help.' },
  closes: { vi: 'Tài khoản được kích hoạt hoặc hủy.', en: 'The account is active or cancelled.' },
})
