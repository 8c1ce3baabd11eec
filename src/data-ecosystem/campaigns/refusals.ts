import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'campaigns.unknown': { status: 404, vi: 'Không thấy chiến dịch này.', en: 'No such campaign.', next: 'Mở lại từ trang «Chiến dịch».' },
  'campaigns.case-unknown': { status: 404, vi: 'Không thấy việc này trong chiến dịch.', en: 'No such case in this campaign.', next: 'Mở lại từ danh sách việc.' },
  'campaigns.changed': { status: 409, vi: 'Việc này vừa được người khác xử lý.', en: 'Somebody else has just worked on this.', next: 'Mở lại để xem tình trạng mới.' },
  'campaigns.closed': { status: 409, vi: 'Chiến dịch đã khép, không ghi thêm được.', en: 'The campaign is closed: nothing more is recorded.', next: 'Xem kết quả ở trang của chiến dịch.' },
  'campaigns.kind-needed': { status: 422, vi: 'Chọn một loại chiến dịch.', en: 'Choose a kind of campaign.', next: 'Chọn một dòng trong danh sách.' },
  'campaigns.title-needed': { status: 422, vi: 'Đặt tên chiến dịch, nhiều nhất 120 chữ cái.', en: 'Give the campaign a name of at most 120 letters.', next: 'Viết ngắn: việc gì, đợt nào.' },
  'campaigns.due-needed': { status: 422, vi: 'Hạn phải là một ngày từ mai trở đi, không quá {days} ngày.', en: 'The deadline is a day from tomorrow on, at most {days} days away.', next: 'Nhập ngày, tháng, năm.' },
  'campaigns.due-not-later': { status: 422, vi: 'Hạn mới phải sau hạn đang có.', en: 'The new deadline must be later than the one that stands.', next: 'Nhập một ngày muộn hơn.' },
  'campaigns.reason-needed': { status: 422, vi: 'Ghi rõ lý do.', en: 'Say why.', next: 'Viết một hai câu.' },
  'campaigns.note-needed': { status: 422, vi: 'Ghi rõ đã xem giấy tờ gì, gặp ai.', en: 'Say which paper was seen and who was met.', next: 'Viết một hai câu.' },
  'campaigns.outcome-needed': { status: 422, vi: 'Chọn một kết quả.', en: 'Choose an outcome.', next: 'Chọn một dòng trong danh sách.' },
  'campaigns.value-unread': { status: 422, vi: 'Giá trị này không hợp với mục đang sửa.', en: 'This value does not fit what is wrong. Write dates as 08/03/2000, not later than today.', next: 'Ngày viết như 08/03/2000, không sau hôm nay. Giới tính: nam hoặc nữ. Số điện thoại đủ chữ số.' },
  'campaigns.value-needed': { status: 422, vi: 'Chọn mục sai và nhập giá trị đúng theo giấy tờ.', en: 'Choose what is wrong and enter the right value as the paper says.', next: 'Nhập theo giấy tờ đã xem.' },
  'campaigns.not-linked': { status: 422, vi: 'Dòng này chưa gắn với ai trong dữ liệu dân cư, nên không sửa được ai.', en: 'This line is linked to nobody, so there is nothing to correct.', next: 'Chọn kết quả khác.' },
  'campaigns.own-proposal': { status: 403, vi: 'Người ghi kết quả không tự duyệt.', en: 'Nobody approves his own outcome.', next: 'Nhờ chỉ huy khác của đơn vị duyệt.' },
  'campaigns.list-unfit': { status: 422, vi: 'Danh sách này đã bỏ hoặc đã hết hạn lưu.', en: 'This list was dropped or its retention is over.', next: 'Chọn danh sách khác.' },
  'campaigns.list-sensitive': { status: 422, vi: 'Danh sách này thuộc loại nhạy cảm, chiến dịch này thì không.', en: 'This list is a sensitive one, and this campaign is not.', next: 'Mở một chiến dịch thuộc loại nhạy cảm cho danh sách này.' },
  'campaigns.unit-unknown': { status: 404, vi: 'Xã này không thuộc chiến dịch.', en: 'This commune is not part of the campaign.', next: 'Chọn xã trong bảng.' },
  'campaigns.nobody-there': { status: 422, vi: 'Chọn người đang giữ chức vụ công an ở xã này.', en: 'Choose somebody who holds a police post in this commune.', next: 'Chọn một tên trong danh sách.' },
  'campaigns.still-open': { status: 409, vi: 'Còn {left} việc chưa xong. Đánh dấu đồng ý khép dở dang, hoặc làm nốt.', en: '{left} cases are not done. Agree to close unfinished, or finish them.', next: 'Xem danh sách còn lại.' },
  'campaigns.day-needed': { status: 422, vi: 'Ngày làm phải từ hôm nay đến hạn của xã.', en: 'The day lies between today and the deadline of the commune.', next: 'Nhập ngày, tháng, năm.' },
  'campaigns.place-needed': { status: 422, vi: 'Ghi nơi làm, nhiều nhất 200 chữ cái.', en: 'Say where, in at most 200 letters.', next: 'Ví dụ: phòng họp của trường.' },
  'campaigns.site-unknown': { status: 404, vi: 'Không thấy nơi này trong chiến dịch.', en: 'No such place in the campaign.', next: 'Chọn nơi trong bảng.' },
})
export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
