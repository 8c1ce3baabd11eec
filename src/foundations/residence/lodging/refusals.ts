import { refusals } from '../../../kernel/refusal.ts'

const texts = refusals({
  'lodging.no-host': { status: 403, vi: 'Ông/bà chưa có chỗ ở nào để báo lưu trú tại đây.', en: 'You have no dwelling or place to report guests for.', next: 'Chọn nhà hoặc cơ sở của mình, hoặc khai báo cơ sở lưu trú trước.' },
  'lodging.no-guest': { status: 422, vi: 'Nhập số định danh của khách, hoặc quét thẻ.', en: 'Give the guest\'s number, or scan the card.', next: 'Mỗi khách một dòng.' },
  'lodging.too-many-guests': { status: 422, vi: 'Một lần báo được tối đa {most} khách.', en: 'At most {most} guests at a time.', next: 'Báo làm nhiều lần, hoặc gửi danh sách bằng tệp.' },
  'lodging.already-told': { status: 409, vi: 'Khách này đã được báo lưu trú ở đây trong ngày.', en: 'This guest was reported here today already.', next: 'Không cần báo lại. Xem trong sổ khách.' },
  'lodging.told-twice': { status: 422, vi: 'Khách ở dòng {line} trùng với một dòng trên.', en: 'The guest of line {line} stands there twice.', next: 'Bỏ một trong hai dòng.' },
  'lodging.too-long': { status: 422, vi: 'Ở từ {days} ngày trở lên phải đăng ký tạm trú.', en: 'A stay of {days} days or more is a temporary residence.', next: 'Nhập số đêm ít hơn, hoặc đăng ký tạm trú.' },
  'lodging.nights-needed': { status: 422, vi: 'Nhập số đêm, từ 1 trở lên.', en: 'Say how many nights.', next: 'Nhập một số, ví dụ 1.' },
  'lodging.arrival-ahead': { status: 422, vi: 'Giờ khách đến không thể sau lúc này.', en: 'The arrival lies ahead.', next: 'Báo khi khách đã đến, hoặc sửa giờ đến.' },
  'lodging.arrival-old': { status: 422, vi: 'Khách đến đã quá lâu để báo lưu trú.', en: 'The arrival is too long ago.', next: 'Gọi công an xã nơi có chỗ ở.' },
  'lodging.reason-unknown': { status: 422, vi: 'Chọn lý do lưu trú.', en: 'Choose a reason.', next: 'Chọn một lý do trong danh sách.' },
  'lodging.name-needed': { status: 422, vi: 'Khách không có số định danh cần họ tên.', en: 'A guest without a number needs a name.', next: 'Nhập họ tên của khách.' },
  'lodging.unknown': { status: 404, vi: 'Chưa thấy lần báo lưu trú này.', en: 'No such notice.', next: 'Mở lại sổ khách.' },
  'lodging.undo-over': { status: 409, vi: 'Đã quá {seconds} giây, nên không rút lại được nữa.', en: 'More than {seconds} seconds have passed.', next: 'Gọi công an xã để báo sửa.' },
  'lodging.place-unknown': { status: 404, vi: 'Chưa thấy cơ sở lưu trú này.', en: 'No such place.', next: 'Mở lại danh sách cơ sở.' },
  'lodging.place-fields': { status: 422, vi: 'Nhập {what} của cơ sở.', en: 'Give the {what} of the place.', next: 'Nhập mục còn thiếu.' },
  'lodging.staff-unknown': { status: 422, vi: 'Chưa thấy người có số và họ tên này.', en: 'Nobody has this number and this name.', next: 'Xem lại từng chữ số và họ tên như trên thẻ căn cước.' },
  'lodging.staff-already': { status: 409, vi: 'Người này đã được giao báo lưu trú.', en: 'This person reports for the place already.', next: 'Không cần thêm lại.' },
  'lodging.standing-already': { status: 409, vi: 'Người thân này đã được báo một lần rồi.', en: 'This relative was told once already.', next: 'Không cần báo lại.' },
  'lodging.standing-household': { status: 422, vi: 'Chỉ hộ gia đình báo một lần cho người thân hay đến ở.', en: 'Only households tell of relatives once.', next: 'Chọn nhà của ông/bà.' },
  'lodging.relation-needed': { status: 422, vi: 'Chọn quan hệ của người thân.', en: 'Choose how the relative is related.', next: 'Chọn trong danh sách.' },
  'lodging.text-long': { status: 422, vi: 'Tên, số giấy tờ, số phòng hoặc nơi ở của khách quá dài.', en: 'Name, document number, room or home of a guest is too long.', next: 'Ghi ngắn lại: tên và nơi ở tới {most} chữ, số giấy tờ và phòng tới {short} chữ.' },
  'lodging.file-letters': { status: 422, vi: 'Tệp có chữ không đọc được.', en: 'The file has letters that cannot be read.', next: 'Lưu tệp dạng «CSV UTF-8» rồi gửi lại.' },
  'lodging.file-empty': { status: 422, vi: 'Tệp không có dòng khách nào.', en: 'The file has no guests.', next: 'Tải tệp mẫu, điền rồi gửi lại.' },
  'lodging.file-columns': { status: 422, vi: 'Tệp thiếu cột: {columns}.', en: 'The file lacks these columns: {columns}.', next: 'Dùng tên cột như trong tệp mẫu.' },
  'lodging.file-long': { status: 422, vi: 'Tệp có quá {most} dòng.', en: 'The file has more than {most} lines.', next: 'Chia thành nhiều tệp.' },
})

export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
