import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'quality.finding-unknown': { status: 404, vi: 'Không thấy việc làm sạch này.', en: 'No such finding.', next: 'Mở lại từ danh sách.' },
  'quality.rule-unknown': { status: 404, vi: 'Không có loại lỗi này.', en: 'No such rule.', next: 'Mở lại từ trang làm sạch.' },
  'quality.changed': { status: 409, vi: 'Việc này vừa được người khác xử lý hoặc đã tự hết lỗi.', en: 'Somebody else has just worked on this, or it is clean by now.', next: 'Mở lại để xem tình trạng mới.' },
  'quality.note-needed': { status: 422, vi: 'Ghi rõ đã xem giấy tờ gì, gặp ai.', en: 'Say which paper was seen and who was met.', next: 'Viết một hai câu.' },
  'quality.why-needed': { status: 422, vi: 'Ghi vì sao trả lại hoặc mở lại.', en: 'Say why it is returned or opened again.', next: 'Viết một hai câu cho cán bộ.' },
  'quality.reason-needed': { status: 422, vi: 'Chọn một kết quả.', en: 'Choose an outcome.', next: 'Chọn một dòng trong danh sách.' },
  'quality.value-needed': { status: 422, vi: 'Nhập giá trị đúng theo giấy tờ.', en: 'Enter the right value as the paper says.', next: 'Nhập lại theo giấy tờ đã xem.' },
  'quality.value-unread': { status: 422, vi: 'Giá trị này không hợp với mục đang sửa.', en: 'This value does not fit the field. Write dates as 08/03/2000, not later than today.', next: 'Ngày viết như 08/03/2000, không sau hôm nay. Mục khác viết đúng như giấy tờ.' },
  'quality.not-by-field': { status: 422, vi: 'Lỗi này không sửa bằng một ô.', en: 'This is not corrected by one field.', next: 'Mở trang của người hoặc hộ để làm thủ tục phù hợp.' },
  'quality.own-proposal': { status: 403, vi: 'Người đề xuất không tự duyệt.', en: 'Nobody approves his own proposal.', next: 'Nhờ chỉ huy khác của đơn vị duyệt.' },
  'quality.not-own-proposal': { status: 403, vi: 'Chỉ người đề xuất rút được đề xuất.', en: 'Only its proposer takes a proposal back.', next: 'Nhờ chỉ huy trả lại đề xuất.' },
  'quality.none-free': { status: 409, vi: 'Các việc ở đây đều đã có người nhận.', en: 'Every case here has been taken.', next: 'Chọn danh sách khác, hoặc mở một việc đã nhận.' },
  'quality.area-unknown': { status: 422, vi: 'Mã xã của danh sách không đúng.', en: 'A commune code of the list is not five digits.', next: 'Ghi mã xã gồm năm chữ số.' },
  'quality.not-own-area': { status: 403, vi: 'Xã này không thuộc địa bàn của đơn vị.', en: 'This commune is not of your area.', next: 'Chọn xã của đơn vị mình.' },
  'quality.blocked': { status: 422, vi: 'Chưa ghi được: {rule}.', en: 'Not recorded: {rule_en}.', next: 'Xem lại: {look} Rồi nhập lại cho đúng.' },
  'quality.not-on-paper': { status: 403, vi: 'Danh sách hạn chế không in, không mang đi.', en: 'A restricted list is neither printed nor taken along.', next: 'Mở từng việc trên màn hình.' },
  'quality.field-file': { status: 422, vi: 'Tệp này không phải tệp kết quả đi thực địa.', en: 'This is not a file of field results.', next: 'Chọn tệp ket-qua…json mà phiếu mang theo đã lưu.' },
  'quality.pass-running': { status: 409, vi: 'Một lần rà khác đang chạy.', en: 'Another pass is running.', next: 'Đợi lần rà đó xong.' },
  'quality.needs-memory': { status: 422, vi: 'Bộ nhớ {given} không đủ để rà dữ liệu.', en: '{given} of memory are not enough for the pass.', next: 'Tăng --memory, ví dụ 2GB.' },
})
export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
