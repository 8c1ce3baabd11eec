import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'openid.request-ended': { status: 404, vi: 'Yêu cầu đăng nhập này đã hết hạn hoặc đã trả lời rồi.', en: 'This sign-in request has expired or was answered.', next: 'Quay lại trang của bên kia và bấm đăng nhập lần nữa.' },
  'openid.request-refused': { status: 400, vi: 'Bên yêu cầu gửi tới một lời gọi chưa đúng nên không thể tiếp tục.', en: 'The other party sent a request that is not right, so we cannot go on.', next: 'Không phải lỗi của ông/bà. Báo cho bên đó mã lỗi: {error} – {description}' },
  'openid.request-changed': { status: 409, vi: 'Bên yêu cầu vừa đổi nội dung xin. Chưa gửi gì cho họ.', en: 'The other party has just changed what it asks. Nothing was sent to them.', next: 'Đọc lại nội dung mới dưới đây rồi trả lời.' },
  'openid.too-many': { status: 429, vi: 'Từ đường truyền này có quá nhiều lần đăng nhập. Thử lại sau {time}.', en: 'Too many sign-ins from this line. Try again after {time}.', next: 'Đợi tới giờ đó, hoặc dùng mạng khác.' },
  'openid.person-cannot': { status: 403, vi: 'Người thử này không đăng nhập được: tài khoản bị khóa hoặc người đã mất.', en: 'This person of the sandbox cannot sign in: locked or deceased.', next: 'Chọn người thử khác.' },
  'openid.not-yours': { status: 403, vi: 'Yêu cầu này không dành cho tài khoản đang đăng nhập.', en: 'This request is not for the account that is signed in.', next: 'Đăng nhập bằng đúng tài khoản rồi mở lại.' },
  'openid.level-needed': { status: 403, vi: 'Bên này cần tài khoản định danh mức 2.', en: 'This party needs an e-ID of level 2.', next: 'Tới công an xã bất kỳ để nâng mức, mang theo thẻ căn cước.' },
  'openid.acting-not-covered': { status: 403, vi: 'Ủy quyền ông/bà đang dùng chỉ gồm thủ tục, hồ sơ đã ghi, không gồm việc đăng nhập ở nơi khác thay người đó.', en: 'The permission you act on covers the procedures or filing named in it, not signing in elsewhere for that person.', next: 'Mở «Làm thay» và bấm kết thúc, rồi đăng nhập cho chính mình; hoặc để người đó tự đăng nhập.' },
  'openid.acting-organisation': { status: 403, vi: 'Chưa đăng nhập ở nơi khác thay tổ chức được: thông tin được hỏi ở đây là của một người.', en: 'You cannot sign in elsewhere for an organisation: what is asked here is about a person.', next: 'Mở «Làm thay» và bấm kết thúc, rồi đăng nhập cho chính mình.' },
  'openid.acting-nobody': { status: 403, vi: 'Ông/bà không còn làm thay người này được, hoặc tài khoản của người đó đang bị khóa.', en: 'You may no longer act for this person, or their account is locked.', next: 'Mở «Làm thay» để xem mình còn làm thay ai.' },
  'openid.request-own': { status: 403, vi: 'Yêu cầu này hỏi chính ông/bà, mà ông/bà đang làm thay người khác.', en: 'This request asks you yourself, and you are acting for another.', next: 'Kết thúc làm thay rồi mở lại yêu cầu.' },
  'openid.request-acting': { status: 403, vi: 'Yêu cầu này hỏi về người ông/bà làm thay.', en: 'This request is about somebody you act for.', next: 'Chọn người đó ở trang «Làm thay» rồi mở lại yêu cầu.' },
  'openid.consent-unknown': { status: 404, vi: 'Không thấy sự đồng ý này, hoặc đã thu hồi rồi.', en: 'No such agreement, or it was withdrawn already.', next: 'Xem lại danh sách những bên ông/bà đã cho phép.' },
  'openid.shorten-only': { status: 400, vi: 'Ngày mới phải sớm hơn ngày đang có và sau hôm nay.', en: 'The new day must be earlier than the present one and after today.' },
  'openid.organisation-unknown': { status: 404, vi: 'Không thấy tổ chức này trong những tổ chức của ông/bà.', en: 'No such organisation among yours.' },
  'openid.client-unknown': { status: 404, vi: 'Không thấy ứng dụng này trong những ứng dụng của ông/bà.', en: 'No such client among yours.' },
  'openid.field-missing': { status: 422, vi: 'Còn chỗ chưa điền hoặc chưa đúng.', en: 'Something is missing or not right.' },
  'openid.not-complete': { status: 422, vi: 'Chưa gửi được: còn mục chưa đạt trong danh sách lên thật.', en: 'Cannot be submitted yet: items of the go-live list are open.', next: 'Xem từng mục ở trang «Lên thật» và làm nốt.' },
  'openid.changed-meanwhile': { status: 409, vi: 'Ứng dụng vừa được người khác thay đổi.', en: 'The client was changed meanwhile.', next: 'Mở lại để xem thay đổi rồi làm lại.' },
  'openid.waiting-unchangeable': { status: 409, vi: 'Đề nghị đang chờ duyệt nên chưa sửa được.', en: 'The request is being decided and cannot be changed now.', next: 'Rút đề nghị trước, sửa rồi gửi lại.' },
  'openid.not-waiting': { status: 409, vi: 'Đề nghị này không còn chờ duyệt.', en: 'This request is no longer waiting.', next: 'Mở lại danh sách.' },
  'openid.second-person-needed': { status: 409, vi: 'Ông/bà đã duyệt rồi. Cần một người khác duyệt lần hai.', en: 'You have decided already. Another person must decide the second time.', next: 'Nhờ đồng nghiệp có quyền duyệt mở trang này.' },
  'openid.own-organisation': { status: 403, vi: 'Không ai được duyệt đề nghị của tổ chức mình tham gia.', en: 'Nobody decides about an organisation of their own.', next: 'Nhờ hai người khác duyệt.' },
  'openid.reason-needed': { status: 422, vi: 'Viết lý do để tổ chức biết cần sửa gì.', en: 'Give the reason, so that the organisation knows what to change.' },
  'openid.no-events-address': { status: 422, vi: 'Chưa có địa chỉ nhận sự kiện đang dùng.', en: 'There is no address for events in use.', next: 'Ghi địa chỉ rồi lưu. Ứng dụng thật cần hai người duyệt thay đổi.' },
  'openid.too-many-tests': { status: 429, vi: 'Đã gửi thử nhiều lần trong một giờ.', en: 'Many tests were sent within an hour.', next: 'Đợi một giờ, hoặc bấm «Gửi lại» ở dòng đã gửi.' },
  'openid.event-unknown': { status: 409, vi: 'Sự kiện này đang được gửi, hoặc không còn giữ.', en: 'This event is being sent, or is no longer kept.', next: 'Tải lại trang để xem.' },
  'openid.sandbox-only': { status: 409, vi: 'Chỉ thử được ở ứng dụng của môi trường thử.', en: 'Calls can be tried only for a sandbox client.', next: 'Mở ứng dụng thử của tổ chức.' },
  'openid.person-unknown': { status: 422, vi: 'Chọn một dòng trong danh sách.', en: 'Choose one of the list.' },
  'openid.key-unknown': { status: 404, vi: 'Không thấy khoá này trong ứng dụng.', en: 'The client has no such key.', next: 'Tải lại trang để xem các khoá.' },
  'openid.last-key': { status: 409, vi: 'Đây là khoá duy nhất đang dùng. Ngừng nó thì ứng dụng không chứng minh được mình.', en: 'This is the only key in use. Without it the client cannot prove itself.', next: 'Thêm khoá tiếp theo trước. Nếu khoá bị lộ, ngắt ứng dụng ở cuối trang.' },
  'openid.invitation-ended': { status: 422, vi: 'Mã mời này không đúng, đã dùng hoặc đã hết hạn.', en: 'This invitation is not right, was used or has ended.', next: 'Xem lại mã, hoặc nhờ đồng nghiệp mời lại.' },
  'openid.too-many-invitations': { status: 429, vi: 'Đang có nhiều mã mời chưa dùng.', en: 'Many invitations wait already.', next: 'Dùng các mã đã tạo, hoặc đợi chúng hết hạn sau bảy ngày.' },
  'openid.member-unknown': { status: 404, vi: 'Người này không làm việc cho tổ chức ở đây.', en: 'This person does not work for the organisation here.', next: 'Tải lại trang để xem danh sách.' },
  'openid.last-member': { status: 409, vi: 'Đây là người duy nhất của tổ chức ở đây.', en: 'This is the only person of the organisation here.', next: 'Mời một đồng nghiệp vào trước.' },
  'openid.number-taken': { status: 409, vi: 'Mã số này đã có tổ chức khác được xác minh.', en: 'Another verified organisation has this number.', next: 'Kiểm tra lại mã số doanh nghiệp hoặc mã đơn vị.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
