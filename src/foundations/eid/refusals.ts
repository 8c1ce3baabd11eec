import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'eid.account-exists': { status: 409, vi: 'Người này đã có tài khoản định danh.', en: 'This person already has an e-ID account.', next: 'Mở tài khoản đang có để xem hoặc mở khóa.' },
  'eid.account-not-found': { status: 404, vi: 'Không thấy tài khoản định danh này.', en: 'No such e-ID account.' },
  'eid.account-not-active': { status: 403, vi: 'Tài khoản định danh đang bị khóa hoặc chưa kích hoạt.', en: 'This e-ID is locked or not active.', next: 'Ông/bà vẫn làm được mọi việc tại quầy. Tới công an xã bất kỳ để mở khóa.' },
  'eid.person-not-living': { status: 403, vi: 'Tài khoản này đã đóng theo sổ hộ tịch.', en: 'This account is closed by the civil register.', next: 'Nếu có nhầm lẫn, tới công an xã nơi thường trú.' },
  'eid.challenge-ended': { status: 400, vi: 'Mã này đã dùng rồi hoặc đã hết hạn.', en: 'This code was used or has expired.', next: 'Bấm «Gửi mã mới» để nhận mã khác.' },
  'eid.link-ended': { status: 410, vi: 'Đường dẫn này đã dùng rồi hoặc đã quá một giờ.', en: 'This link was used or is older than one hour.', next: 'Người vận hành máy chủ chạy lệnh «congdan init --new-link» để có đường dẫn mới.' },
  'eid.already-activated': { status: 409, vi: 'Tài khoản này đã kích hoạt rồi.', en: 'This account is active already.', next: 'Đăng nhập bằng khóa trên máy, hoặc bằng mật khẩu và mã.' },
  'eid.passkey-not-verified': { status: 400, vi: 'Máy chưa xác nhận được khóa đăng nhập này.', en: 'The passkey could not be verified.', next: 'Thử lại, hoặc đăng nhập bằng mật khẩu và mã.' },
  'eid.passkey-known': { status: 409, vi: 'Khóa này đã được thêm rồi.', en: 'This passkey has been added already.', next: 'Dùng khóa khác, hoặc xem danh sách khóa ở trang «An toàn».' },
  'eid.not-locked': { status: 409, vi: 'Tài khoản này không bị khóa.', en: 'This account is not locked.', next: 'Mở tài khoản để xem đang ở bước nào.' },
  'eid.password-too-short': { status: 400, vi: 'Mật khẩu cần ít nhất {least} ký tự. Nên dùng một câu dễ nhớ.', en: 'The password needs at least {least} characters.' },
  'eid.password-common': { status: 400, vi: 'Mật khẩu này nhiều người dùng nên dễ đoán. Chọn một câu khác.', en: 'This password is too common.' },
  'eid.appointment-not-yours': { status: 403, vi: 'Chức vụ này không phải của ông/bà, hoặc đã hết hạn.', en: 'This post is not yours or has ended.', next: 'Chọn chức vụ khác, hoặc hỏi người quản lý đơn vị.' },
  'eid.session-not-found': { status: 404, vi: 'Phiên đăng nhập này đã kết thúc.', en: 'This session has ended.' },
  'eid.changed-meanwhile': { status: 409, vi: 'Tài khoản vừa được người khác thay đổi.', en: 'The account was changed meanwhile.', next: 'Mở lại tài khoản để xem thay đổi.' },
  'eid.demo-only': { status: 403, vi: 'Chọn nhân vật chỉ có trong bản chạy thử.', en: 'Choosing a persona exists only in a demonstration.' },
  'eid.too-many-codes': { status: 429, vi: 'Đã gửi nhiều mã trong một giờ qua.', en: 'Many codes were sent within the last hour.', next: 'Dùng mã trong tin nhắn mới nhất, hoặc đợi một giờ.' },
  'eid.no-way-to-reach': { status: 409, vi: 'Tài khoản chưa có số điện thoại hay thư điện tử để nhận mã.', en: 'No phone or e-mail to send a code to.', next: 'Tới quầy bất kỳ để thêm số điện thoại.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
