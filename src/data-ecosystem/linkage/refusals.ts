import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'linkage.over-budget': { status: 422, vi: 'Cách ghép «{rule}» sinh {pairs} cặp, quá mức cho phép; một khóa riêng đã có {hottest} cặp.', en: 'Rule “{rule}” would bring {pairs} pairs, beyond the budget; one key alone has {hottest}.', next: 'Lọc bớt danh sách (trùng dòng, ô trống hàng loạt) hoặc tăng --budget.' },
})
export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
