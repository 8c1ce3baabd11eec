import { refusals, type RefusalText } from '../../kernel/refusal.ts'

const texts = refusals({
  'linkage.over-budget': { status: 422, vi: 'Cách ghép «{rule}» sinh {pairs} cặp, quá mức cho phép; một khóa riêng đã có {hottest} cặp.', en: 'Rule “{rule}” would bring {pairs} pairs, beyond the budget; one key alone has {hottest}.', next: 'Lọc bớt danh sách (trùng dòng, ô trống hàng loạt) hoặc tăng số cặp cho phép.' },
  'linkage.list-unknown': { status: 404, vi: 'Không thấy danh sách này.', en: 'No such list.', next: 'Mở lại từ trang dữ liệu ngành.' },
  'linkage.kind-needed': { status: 422, vi: 'Chọn loại danh sách.', en: 'Choose the kind of list.', next: 'Chọn một dòng.' },
  'linkage.title-needed': { status: 422, vi: 'Đặt tên cho danh sách.', en: 'Give the list a name.', next: 'Ví dụ: Hội viên người cao tuổi, tháng 11/2026.' },
  'linkage.purpose-needed': { status: 422, vi: 'Ghi mục đích đối khớp. Người dân đọc được câu này.', en: 'Say what the matching is for. Citizens read this.', next: 'Viết một câu ngắn, ví dụ: Rà soát người đủ 80 tuổi chưa hưởng trợ cấp.' },
  'linkage.basis-needed': { status: 422, vi: 'Ghi căn cứ pháp lý.', en: 'Name the legal basis.', next: 'Ghi điều và văn bản, ví dụ: Luật Căn cước 2023, đ.10.' },
  'linkage.retention-needed': { status: 422, vi: 'Ghi ngày xóa danh sách, sau hôm nay.', en: 'Say on which day the list is deleted, after today.', next: 'Nhập ngày, tháng, năm.' },
  'linkage.file-needed': { status: 422, vi: 'Chọn tệp danh sách.', en: 'Choose the file of the list.', next: 'Chọn tệp CSV, Excel (.xlsx) hoặc Parquet.' },
  'linkage.file-refused': { status: 422, vi: '{why}', en: '{whyEn}' },
  'linkage.list-changed': { status: 409, vi: 'Danh sách vừa thay đổi ở nơi khác.', en: 'The list has just been changed elsewhere.', next: 'Mở lại danh sách để xem tình trạng mới.' },
  'linkage.list-busy': { status: 409, vi: 'Chương trình còn đang đọc danh sách này.', en: 'The list is still being read.', next: 'Đợi đọc xong rồi làm tiếp.' },
  'linkage.list-over': { status: 409, vi: 'Danh sách này đã bỏ hoặc đã hết hạn lưu.', en: 'This list was dropped, or its retention has ended.', next: 'Tải danh sách mới.' },
  'linkage.has-runs': { status: 409, vi: 'Danh sách đã có lần đối khớp nên không ghép cột lại được.', en: 'The list has been matched: its columns stay.', next: 'Tải lại danh sách nếu cần ghép cột khác.' },
  'linkage.name-column-needed': { status: 422, vi: 'Chưa có cột họ tên. Không có họ tên thì không đối khớp được dòng nào.', en: 'No column holds the name: without it no line can be matched.', next: 'Chọn «Họ và tên» cho một cột, hoặc «Họ và đệm» và «Tên» cho hai cột.' },
  'linkage.birth-or-number-column-needed': { status: 422, vi: 'Chưa có cột ngày sinh hay cột số giấy tờ. Chỉ họ tên thì quá nhiều người trùng.', en: 'Neither birth date nor number: too many people bear one name.', next: 'Chọn cột ngày sinh, năm sinh hoặc số định danh.' },
  'linkage.column-twice': { status: 422, vi: 'Hai cột cùng được chọn là «{role}».', en: 'Two columns are both “{role}”.', next: 'Giữ một cột, cột kia chọn «Bỏ qua».' },
  'linkage.columns-differ': { status: 422, vi: 'Số cột được chọn khác số cột của tệp.', en: 'The columns chosen are not those of the file.', next: 'Mở lại trang ghép cột.' },
  'linkage.not-checked': { status: 409, vi: 'Danh sách chưa kiểm tra xong.', en: 'The list has not been checked yet.', next: 'Ghép cột và đợi kiểm tra xong.' },
  'linkage.nothing-to-match': { status: 409, vi: 'Không còn dòng nào đối khớp được.', en: 'No line can be matched.', next: 'Tải tệp lỗi, sửa rồi tải danh sách mới.' },
  'linkage.run-open': { status: 409, vi: 'Danh sách đang có một lần đối khớp chưa xong.', en: 'A matching of this list is under way.', next: 'Đợi xong hoặc hủy lần đó.' },
  'linkage.run-over': { status: 409, vi: 'Lần đối khớp này đã kết thúc.', en: 'This matching has ended.', next: 'Mở lại danh sách.' },
  'linkage.thresholds-wrong': { status: 422, vi: 'Hai ngưỡng phải là số từ −20 đến 60, ngưỡng dưới không lớn hơn ngưỡng trên.', en: 'Both thresholds are numbers from −20 to 60, the lower not above the upper.', next: 'Thường dùng −2 và 10.' },
  'linkage.whole-for-unknown': { status: 422, vi: 'Chỉ chọn xã có tên trong danh sách và thuộc địa bàn của đơn vị.', en: 'Choose only communes that the list names and that lie in the owner’s unit.', next: 'Mở lại trang đối khớp rồi chọn.' },
  'linkage.budget-wrong': { status: 422, vi: 'Số cặp tối đa là số nguyên từ 1.000 đến 100 tỷ.', en: 'The most pairs: a whole number from 1,000 to 100 thousand million.', next: 'Thường dùng 2.000.000.000.' },
  'linkage.needs-memory': { status: 422, vi: 'Cần khoảng {needed} MB bộ nhớ, mức cho phép là {given} MB.', en: 'About {needed} MB of memory are needed, {given} MB are allowed.', next: 'Tăng --memory, hoặc chia danh sách.' },
  'linkage.duplicates-running': { status: 409, vi: 'Một lần đối chiếu trùng khác đang chạy.', en: 'Another search for duplicates is running.', next: 'Đợi lần đó xong.' },
  'linkage.two-people-needed': { status: 422, vi: 'Cần mã của hai bản ghi khác nhau.', en: 'The ids of two different records are needed.', next: 'Mã là cột person_id của tệp kết quả, hoặc ở trang bản ghi nghi trùng.' },
  'linkage.person-unknown': { status: 404, vi: 'Dữ liệu dân cư không có bản ghi này, hoặc bản ghi đã được gộp.', en: 'The register has no such record, or it was merged.', next: 'Kiểm tra lại mã.' },
  'linkage.model-unknown': { status: 422, vi: 'Không có mô hình này.', en: 'No such model.', next: 'Chọn một mô hình trong danh sách, hoặc huấn luyện mới.' },
  'linkage.duplicate-unknown': { status: 404, vi: 'Không thấy nhóm bản ghi này.', en: 'No such group of records.', next: 'Mở lại từ danh sách nghi trùng.' },
  'linkage.duplicate-changed': { status: 409, vi: 'Cặp này vừa được người khác xử lý.', en: 'Somebody else has just decided on this pair.', next: 'Xem tình trạng mới rồi làm tiếp.' },
  'linkage.reason-needed': { status: 422, vi: 'Chọn vì sao biết là hai người.', en: 'Choose how it is known that they are two.', next: 'Chọn một dòng trong danh sách.' },
  'linkage.not-a-model': { status: 422, vi: 'Tệp mô hình không đọc được ở chỗ «{place}».', en: 'The model file cannot be read at “{place}”.', next: 'Dùng tệp .model.json do congdan link ghi.' },
  'linkage.run-unknown': { status: 404, vi: 'Không thấy lần đối khớp này.', en: 'No such matching.', next: 'Mở lại từ trang duyệt.' },
  'linkage.row-unknown': { status: 404, vi: 'Dòng này không thuộc phần ông/bà đọc.', en: 'This row is not among those you read.', next: 'Lấy dòng tiếp theo từ trang duyệt.' },
  'linkage.row-taken': { status: 409, vi: 'Dòng này không còn ở tay ông/bà: đã quá giờ giữ, hoặc người khác đang đọc.', en: 'You no longer hold this row: its time is over, or somebody else reads it.', next: 'Lấy dòng tiếp theo.' },
  'linkage.read-before': { status: 403, vi: 'Ông/bà đã đọc dòng này rồi. Lượt đọc thứ hai là của người khác.', en: 'You have read this row: the second reading is another person’s.', next: 'Lấy dòng tiếp theo.' },
  'linkage.verdict-needed': { status: 422, vi: 'Chọn một câu trả lời.', en: 'Choose an answer.', next: 'Bấm một trong các nút.' },
  'linkage.candidate-unknown': { status: 422, vi: 'Người này không nằm trong số được gợi ý.', en: 'This person is not among those shown.', next: 'Chọn lại.' },
  'linkage.question-needed': { status: 422, vi: 'Viết điều muốn hỏi nơi giữ danh sách.', en: 'Write what to ask the owner of the list.', next: 'Viết một câu rồi bấm lại.' },
  'linkage.nothing-to-undo': { status: 409, vi: 'Không hoàn tác được nữa: đã quá vài phút, hoặc dòng đã được chuyển tiếp.', en: 'It can no longer be undone: some minutes have passed, or the row has gone on.', next: 'Ghi chú lại và báo người phụ trách danh sách.' },
  'linkage.rows-waiting': { status: 409, vi: 'Còn {n} dòng chờ đọc.', en: 'There are {n} rows to read.', next: 'Đọc hết rồi chốt.' },
  'linkage.published': { status: 409, vi: 'Kết quả đã được chốt.', en: 'The results are known already.', next: 'Mở lại trang kết quả.' },
  'linkage.not-published': { status: 409, vi: 'Kết quả chưa chốt nên chưa trích được.', en: 'The results are not settled, so nothing is handed out yet.', next: 'Đọc hết các dòng chờ rồi chốt kết quả.' },
  'linkage.not-handed-out': { status: 403, vi: 'Danh sách loại này không được trích thành tệp.', en: 'A list of this kind is never handed out as a file.', next: 'Xử lý các sai lệch trên trang này.' },
  'linkage.agreement-needed': { status: 422, vi: 'Ghi số và ngày của văn bản cho phép trích.', en: 'Give number and date of the agreement that allows it.', next: 'Ví dụ: 12/TT-SYT ngày 05/11/2026.' },
  'linkage.expiry-needed': { status: 422, vi: 'Ghi ngày phải xóa tệp: sau hôm nay, không quá một năm và không quá hạn giữ danh sách.', en: 'Say until when the file may be kept: after today, within a year and within the retention of the list.', next: 'Nhập ngày, tháng, năm.' },
  'linkage.export-too-long': { status: 422, vi: 'Danh sách dài hơn {n} dòng nên không trích từ trang này.', en: 'The list is longer than {n} rows.', next: 'Chia danh sách rồi đối khớp lại.' },
  'linkage.discrepancy-unknown': { status: 404, vi: 'Không thấy sai lệch này.', en: 'No such discrepancy.', next: 'Mở lại từ danh sách sai lệch.' },
  'linkage.discrepancy-changed': { status: 409, vi: 'Sai lệch này vừa thay đổi.', en: 'This discrepancy has just changed.', next: 'Mở lại để xem tình trạng mới.' },
  'linkage.answer-needed': { status: 422, vi: 'Chọn một câu trả lời.', en: 'Choose an answer.', next: 'Chọn một dòng.' },
  'linkage.answer-note-needed': { status: 422, vi: 'Ghi căn cứ hoặc câu trả lời.', en: 'Name the paper, or write the answer.', next: 'Viết một hai câu.' },
})
export const refuse: typeof texts.refuse = texts.refuse

/** Refuses with the first thing that is wrong in a form and names every field that is: nobody is told of one at a time. */
export function refuseUnlessAll(fields: readonly (readonly [isRight: boolean, code: keyof typeof texts.texts, field: string])[]): void {
  const wrong = fields.filter(([isRight]) => !isRight)
  const [first] = wrong
  if (first) texts.refuse(first[1], { field: first[2], errors: wrong.map(([, code, field]) => ({ field, ...sentence(texts.texts[code]) })) })
}

const sentence = ({ vi, en, next }: RefusalText): { vi: string; en?: string } => ({ vi: next === undefined ? vi : `${vi} ${next}`, ...(en === undefined ? {} : { en }) })

export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
