import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'openid.request-ended': { status: 410, vi: 'Yêu cầu đăng nhập này đã hết hạn hoặc đã trả lời rồi.', en: 'This sign-in request has expired or was answered.', next: 'Quay lại trang của bên kia và bấm đăng nhập lần nữa.' },
  'openid.request-refused': { status: 400, vi: 'Bên yêu cầu gửi tới một lời gọi chưa đúng nên không thể tiếp tục.', en: 'The other party sent a request that is not right, so we cannot go on.', next: 'Không phải lỗi của ông/bà. Báo cho bên đó mã lỗi: {error} – {description}' },
  'openid.person-cannot': { status: 403, vi: 'Người thử này không đăng nhập được: tài khoản bị khóa hoặc người đã mất.', en: 'This person of the sandbox cannot sign in: locked or deceased.', next: 'Chọn người thử khác.' },
  'openid.not-yours': { status: 403, vi: 'Yêu cầu này không dành cho tài khoản đang đăng nhập.', en: 'This request is not for the account that is signed in.', next: 'Đăng nhập bằng đúng tài khoản rồi mở lại.' },
  'openid.level-needed': { status: 403, vi: 'Bên này cần tài khoản định danh mức 2.', en: 'This party needs an e-ID of level 2.', next: 'Tới công an xã bất kỳ để nâng mức, mang theo thẻ căn cước.' },
  'openid.consent-unknown': { status: 404, vi: 'Không thấy sự đồng ý này, hoặc đã thu hồi rồi.', en: 'No such agreement, or it was withdrawn already.', next: 'Xem lại danh sách những bên ông/bà đã cho phép.' },
  'openid.shorten-only': { status: 400, vi: 'Ngày mới phải sớm hơn ngày đang có và sau hôm nay.', en: 'The new day must be earlier than the present one and after today.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
