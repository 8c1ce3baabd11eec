import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'counter.nothing-typed': { status: 422, vi: 'Quét thẻ, hoặc gõ số định danh 12 chữ số.', en: 'Scan the card or type the number.' },
  'counter.qr-unreadable': { status: 422, vi: 'Chữ quét từ thẻ không đọc được: {why}', en: 'The text from the card cannot be read.', next: 'Quét lại, hoặc gõ số định danh in trên thẻ.' },
  'counter.number-wrong': { status: 422, vi: '{why}', en: 'This is no such number.', next: 'Xem lại số in trên thẻ.' },
  'counter.person-not-found': { status: 404, vi: 'Chưa thấy ai mang số này.', en: 'Nobody has this number.', next: 'Xem các lý do thường gặp bên dưới, theo thứ tự.' },
  'counter.choose-again': { status: 409, vi: 'Người đã chọn không còn khớp với điều đã gõ.', en: 'The person chosen no longer fits what was typed.', next: 'Tìm lại, rồi chọn lại.' },
  'counter.several-people': { status: 409, vi: 'Số chứng minh cũ này có {n} người mang.', en: 'Several people bore this old number.', next: 'Ghi thêm năm sinh, hoặc quét thẻ căn cước.' },
  'counter.not-this-person': { status: 409, vi: 'Tên và ngày sinh trên thẻ đều khác dữ liệu của số này.', en: 'Name and birth date on the card are not those of this number.', next: 'Nhìn thẻ thật. Thẻ có thể bị làm giả hoặc quét nhầm; báo người phụ trách.' },
  'counter.person-not-living': { status: 409, vi: 'Dữ liệu ghi người mang số này không còn sống hoặc số đã hết hiệu lực.', en: 'This person is recorded as not living, or the number is void.', next: 'Nếu người đó đang đứng ở quầy, mời sang Công an xã để sửa dữ liệu.' },
  'counter.own-matter': { status: 403, vi: 'Cán bộ không tự phục vụ việc của chính mình.', en: 'Officers do not serve themselves.', next: 'Nhờ đồng nghiệp khác.' },
  'counter.reason-needed': { status: 422, vi: 'Ghi lý do xem dữ liệu của người này.', en: 'Say why you look at this person.' },
  'counter.case-unknown': { status: 404, vi: 'Không thấy phiên phục vụ này.', en: 'No such case at this desk.', next: 'Quét thẻ của người đang đứng ở quầy.' },
  'counter.case-over': { status: 409, vi: 'Phiên phục vụ này đã kết thúc.', en: 'This case is over.', next: 'Quét lại thẻ của người đang đứng ở quầy.' },
  'counter.no-phone': { status: 409, vi: 'Người này chưa có điện thoại nào đã xác nhận trong tài khoản định danh.', en: 'No confirmed phone is known for this person.', next: 'Ghi đồng ý bằng chữ ký hoặc điểm chỉ.' },
  'counter.too-many-codes': { status: 429, vi: 'Đã gửi nhiều mã quá cho người này.', en: 'Too many codes were sent to this person.', next: 'Chờ một giờ, hoặc ghi đồng ý trên giấy.' },
  'counter.answers-open': { status: 422, vi: 'Hồ sơ còn chỗ chưa trả lời, nên chưa hỏi đồng ý được.', en: 'The filing is not complete yet.', next: 'Điền đủ rồi hỏi đồng ý.' },
  'counter.slip-wrong': { status: 422, vi: 'Mã phiếu không khớp nội dung đang có. Có thể hồ sơ đã đổi sau khi in.', en: 'This slip was printed for other answers.', next: 'In lại phiếu, đọc lại và ký lại.' },
  'counter.scan-missing': { status: 422, vi: 'Chọn bản quét của phiếu đã ký hoặc điểm chỉ.', en: 'Add the scan of the slip.' },
  'counter.witness-needed': { status: 422, vi: 'Điểm chỉ cần một người làm chứng. Ghi số định danh của người đó.', en: 'A thumb print needs a witness.' },
  'counter.witness-wrong': { status: 422, vi: '{why}', en: 'This person cannot be the witness.', next: 'Chọn người làm chứng khác đang có mặt.' },
  'counter.not-helped': { status: 404, vi: 'Hồ sơ này do chủ tài khoản tự nộp, không có ai làm giúp.', en: 'The holder of the account filed this; nobody helped.', next: 'Nếu không phải ông/bà nộp: khóa tài khoản ở mục «An toàn» hoặc gọi 1900 0000, rồi rút hồ sơ.' },
  'counter.same-officer': { status: 409, vi: 'Cán bộ đã làm giúp hồ sơ này không tự ghi lời báo.', en: 'Whoever helped does not record this.', next: 'Nhờ đồng nghiệp khác hoặc quầy khác ghi.' },
  'counter.result-unknown': { status: 404, vi: 'Không thấy giấy này trong hồ sơ nhận ở quầy này.', en: 'No such paper here.' },
  'counter.handed-over': { status: 409, vi: 'Giấy này đã trao rồi.', en: 'This paper was handed over before.' },
  'counter.answer-gone': { status: 409, vi: 'Phần bổ sung này đã được gửi.', en: 'This answer has been sent.', next: 'Mở hồ sơ để xem bước mới.' },
  'counter.other-province': { status: 409, vi: 'Hồ sơ này do cơ quan của tỉnh khác giải quyết, quầy này không làm giúp được.', en: 'This belongs to another province.', next: 'Hướng dẫn làm trực tuyến, hoặc tới quầy của tỉnh đó.' },
  'counter.paper-not-asked': { status: 422, vi: 'Cơ quan giải quyết không hỏi giấy này.', en: 'Nobody asked for this paper.', next: 'Chỉ gửi giấy đã được yêu cầu.' },
  'counter.too-many-papers': { status: 422, vi: 'Mỗi mục nhận nhiều nhất {most} tệp.', en: 'At most {most} files for an item.', next: 'Gộp các trang vào một tệp PDF.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
