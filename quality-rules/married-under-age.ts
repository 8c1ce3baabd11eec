import { all, any, compare, is, minus, rule, thisYear } from '../src/data-ecosystem/quality/index.ts'

export const marriedUnderAge = rule({
  id: 'married-under-age', category: 'C24', dimension: 'accurate', severity: 'error', fixer: 'justice', field: 'maritalStatus',
  name: { vi: 'Ghi là đã kết hôn khi chưa đủ tuổi', en: 'Recorded as married under age' },
  scope: { kind: 'row', when: all(is('maritalStatus', 'married'), any(all(is('gender', 'female'), compare(minus(thisYear, 'birthYear'), '<', 18)), all(is('gender', 'male'), compare(minus(thisYear, 'birthYear'), '<', 20)))) },
  basis: 'Luật Hôn nhân và gia đình 52/2014/QH13 đ.8', certainty: 'sure', from: '2015-01-01', to: null,
  lookAt: { vi: 'Sổ đăng ký kết hôn.', en: 'The marriage book.' },
  closes: { vi: 'Sửa tình trạng hôn nhân hoặc ngày sinh.', en: 'The marital status or the date of birth is corrected.' },
})
