import { all, compare, is, rule } from '../src/data-ecosystem/quality/index.ts'

/** Born by the end of 1998: every such person was of age to have one before the twelve-digit number; the year is a guess and is changed here. */
export const oldNumberMissing = rule({
  id: 'old-number-missing', category: 'C03', dimension: 'complete', severity: 'warning', fixer: 'commune-police',
  name: { vi: 'Thiếu số CMND 9 số', en: 'Old nine-digit number missing' },
  scope: { kind: 'row', when: all(is('lifeStatus', 'living'), compare('birthYear', '<=', 1998), compare('cmnd9Count', '=', 0)) },
  basis: 'Luật Căn cước 26/2023/QH15 đ.46', certainty: 'guess', from: '2024-07-01', to: null,
  lookAt: { vi: 'CMND cũ, hồ sơ cấp CMND, sổ hộ khẩu cũ; hỏi có phải chưa từng được cấp.', en: 'The old card, its file, the old household book; ask whether none was ever issued.' },
  closes: { vi: 'Ghi số CMND cũ, hoặc xác nhận chưa từng được cấp.', en: 'The old number is recorded, or it is confirmed that none was issued.' },
})
