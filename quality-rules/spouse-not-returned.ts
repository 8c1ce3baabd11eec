import { notReturned, rule } from '../src/data-ecosystem/quality/index.ts'

export const spouseNotReturned = rule({
  id: 'spouse-not-returned', category: 'C24', dimension: 'accurate', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Vợ chồng chỉ ghi một phía', en: 'Spouse named on one side only' },
  scope: { kind: 'kin', relation: ['spouse'], when: notReturned },
  basis: 'Luật Hôn nhân và gia đình 52/2014/QH13 đ.9', certainty: 'likely', from: '2015-01-01', to: null,
  lookAt: { vi: 'Giấy chứng nhận kết hôn.', en: 'The marriage certificate.' },
  closes: { vi: 'Ghi đủ hai phía, hoặc bỏ phía sai.', en: 'Both sides are recorded, or the wrong one removed.' },
})
