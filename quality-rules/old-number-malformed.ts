import { compare, rule } from '../src/data-ecosystem/quality/index.ts'

export const oldNumberMalformed = rule({
  id: 'old-number-malformed', category: 'C04', dimension: 'clean', severity: 'error', fixer: 'commune-police',
  name: { vi: 'Số CMND sai cấu trúc', en: 'Old number malformed' },
  scope: { kind: 'row', when: compare('cmnd9Malformed', '>', 0) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.46', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'CMND cũ hoặc hồ sơ cấp CMND.', en: 'The old card or its file.' },
  closes: { vi: 'Số đúng gồm 9 chữ số được xác nhận, số sai bị bác.', en: 'The right nine digits are confirmed, the wrong ones rejected.' },
})
