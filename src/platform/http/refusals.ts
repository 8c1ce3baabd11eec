import { refusals, type RefusalText, type Refusals } from '../../kernel/refusal.ts'

/** What the door itself refuses, before or instead of a use case. */
export const texts = {
  'http.sign-in-needed': { status: 401, vi: 'Ông/bà cần đăng nhập để mở trang này.', en: 'Sign in to open this page.', next: 'Đăng nhập rồi quay lại.' },
  'http.level-too-low': { status: 403, vi: 'Trang này cần tài khoản định danh mức {level}.', en: 'This page needs an e-ID of level {level}.', next: 'Tới công an xã bất kỳ để nâng mức, mang theo thẻ căn cước.' },
  'http.other-role-needed': { status: 403, vi: 'Trang này dành cho chức vụ khác.', en: 'This page is for another post.', next: 'Chọn đúng chức vụ khi đăng nhập, hoặc hỏi người phụ trách đơn vị.' },
  'http.citizens-only': { status: 403, vi: 'Trang này dành cho tài khoản công dân.', en: 'This page is for a citizen account.', next: 'Đổi sang việc riêng của ông/bà rồi mở lại.' },
  'http.acting-for-another': { status: 403, vi: 'Ông/bà đang làm thay người khác nên trang riêng của ông/bà tạm đóng.', en: 'You are acting for somebody else, so your own pages are closed meanwhile.', next: 'Bấm «Kết thúc» ở dải màu trên đầu trang để trở lại là mình.' },
  'http.relying-party-only': { status: 401, vi: 'Lời gọi này dành cho hệ thống đã đăng ký kết nối.', en: 'Registered systems only.', next: 'Gửi kèm thông tin xác thực trong tiêu đề Authorization.' },
  'http.not-found': { status: 404, vi: 'Không có trang này.', en: 'There is no such page.', next: 'Xem lại đường dẫn, hoặc về trang chủ.' },
  'http.method': { status: 405, vi: 'Địa chỉ này không nhận cách gửi đó.', en: 'This address does not take that method.', next: 'Mở trang từ trang chủ rồi làm lại.' },
  'http.form-too-old': { status: 403, vi: 'Trang này mở đã lâu nên chưa gửi được.', en: 'This page was opened too long ago, so it was not sent.', next: 'Bấm nút quay lại của trình duyệt, tải lại trang, rồi gửi lần nữa.' },
  'http.other-site': { status: 403, vi: 'Lời gửi này đến từ một trang khác nên không được nhận.', en: 'This was sent from another site and is not accepted.', next: 'Mở trang của hệ thống rồi gửi từ đó.' },
  'http.too-large': { status: 413, vi: 'Phần gửi lên quá lớn.', en: 'What was sent is too large.', next: 'Viết ngắn hơn, chọn tệp nhỏ hơn hoặc gửi ít tệp hơn, rồi gửi lại.' },
  'http.media-type': { status: 415, vi: 'Kiểu dữ liệu gửi lên chưa đúng.', en: 'This kind of content is not accepted here.', next: 'Gửi từ trang của hệ thống, hoặc xem mô tả ở /api/openapi.json.' },
  'http.unreadable': { status: 400, vi: 'Chưa đọc được phần gửi lên.', en: 'What was sent cannot be read.', next: 'Tải lại trang rồi gửi lần nữa.' },
  'http.form-damaged': { status: 422, vi: 'Phần do trang tự điền đã bị đổi hoặc mất khi gửi.', en: 'What the page filled in by itself was changed or lost on its way.', next: 'Mở lại trang rồi làm lại.' },
  'http.repeated-query': { status: 400, vi: 'Địa chỉ có một tham số lặp lại.', en: 'A parameter of the address comes twice.', next: 'Mở lại trang từ đầu.' },
  'http.invalid-input': { status: 422, vi: 'Một số chỗ gửi lên chưa đúng.', en: 'Some of what was sent is not right.', next: 'Sửa các chỗ nêu dưới đây rồi gửi lại.' },
  'http.file-type': { status: 422, vi: 'Tệp «{name}» không thuộc loại nhận được ở đây.', en: 'The file “{name}” is of a kind not accepted here.', next: 'Gửi tệp PDF hoặc ảnh chụp JPEG, PNG.' },
  'http.file-too-large': { status: 413, vi: 'Tệp «{name}» lớn quá {max} MB.', en: 'The file “{name}” is larger than {max} MB.', next: 'Chụp lại với cỡ ảnh nhỏ hơn.' },
  'http.too-many-files': { status: 413, vi: 'Mỗi lần gửi được nhiều nhất {max} tệp.', en: 'At most {max} files at a time.', next: 'Gửi làm nhiều lần.' },
  'http.too-many-tries': { status: 429, vi: 'Ông/bà đã thử nhiều lần. Thử lại sau {time}.', en: 'Too many tries. Try again after {time}.', next: 'Đợi tới giờ đó, hoặc gọi điện, hoặc tới bộ phận một cửa.' },
  'http.kept-gone': { status: 410, vi: 'Phần gửi lúc trước không còn giữ nữa.', en: 'What was sent before is no longer kept.', next: 'Mở lại trang và khai lại. Hệ thống chỉ giữ trong 30 phút.' },
  'http.try-later': { status: 503, vi: 'Hệ thống đang bận hoặc đang khởi động.', en: 'The system is busy or starting.', next: 'Thử lại sau một phút.' },
  'http.fault': { status: 500, vi: 'Hệ thống gặp lỗi của chúng tôi.', en: 'Something went wrong on our side.', next: 'Thử lại. Nếu vẫn lỗi, gọi điện và đọc mã này.' },
} satisfies Record<string, RefusalText>

const made: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: typeof made.refuse = made.refuse
export const refuseUnless: typeof made.refuseUnless = made.refuseUnless
