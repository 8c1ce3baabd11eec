import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'linkage.over-budget': { status: 422, vi: 'Cách ghép «{rule}» sinh {pairs} cặp, quá mức cho phép; một khóa riêng đã có {hottest} cặp.', en: 'Rule “{rule}” would bring {pairs} pairs, beyond the budget; one key alone has {hottest}.', next: 'Lọc bớt danh sách (trùng dòng, ô trống hàng loạt) hoặc tăng --budget.' },
  'linkage.duplicate-unknown': { status: 404, vi: 'Không thấy nhóm bản ghi này.', en: 'No such group of records.', next: 'Mở lại từ danh sách nghi trùng.' },
  'linkage.duplicate-changed': { status: 409, vi: 'Cặp này vừa được người khác xử lý.', en: 'Somebody else has just decided on this pair.', next: 'Xem tình trạng mới rồi làm tiếp.' },
  'linkage.reason-needed': { status: 422, vi: 'Chọn vì sao biết là hai người.', en: 'Choose how it is known that they are two.', next: 'Chọn một dòng trong danh sách.' },
})
export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
