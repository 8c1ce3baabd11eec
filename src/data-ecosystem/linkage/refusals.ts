import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'linkage.over-budget': { status: 422, vi: 'Cách ghép «{rule}» sinh {pairs} cặp, quá mức cho phép; một khóa riêng đã có {hottest} cặp.', en: 'Rule “{rule}” would bring {pairs} pairs, beyond the budget; one key alone has {hottest}.', next: 'Lọc bớt danh sách (trùng dòng, ô trống hàng loạt) hoặc tăng số cặp cho phép (--budget).' },
  'linkage.list-unknown': { status: 404, vi: 'Không thấy danh sách này.', en: 'No such list.', next: 'Mở lại từ trang dữ liệu ngành.' },
  'linkage.kind-needed': { status: 422, vi: 'Chọn loại danh sách.', en: 'Choose the kind of list.', next: 'Chọn một dòng.' },
  'linkage.title-needed': { status: 422, vi: 'Đặt tên cho danh sách.', en: 'Give the list a name.', next: 'Ví dụ: Hội viên người cao tuổi, tháng 11/2026.' },
  'linkage.purpose-needed': { status: 422, vi: 'Ghi mục đích đối khớp. Người dân đọc được câu này.', en: 'Say what the matching is for. Citizens read this.', next: 'Viết một câu ngắn, ví dụ: Rà soát người đủ 80 tuổi chưa hưởng trợ cấp.' },
  'linkage.basis-needed': { status: 422, vi: 'Ghi căn cứ pháp lý.', en: 'Name the legal basis.', next: 'Ghi điều và văn bản, ví dụ: Luật Căn cước 2023, đ.10.' },
  'linkage.retention-needed': { status: 422, vi: 'Ghi ngày xóa danh sách, sau hôm nay.', en: 'Say on which day the list is deleted, after today.', next: 'Nhập ngày, tháng, năm.' },
  'linkage.file-needed': { status: 422, vi: 'Chọn tệp danh sách.', en: 'Choose the file of the list.', next: 'Chọn tệp CSV, Excel (.xlsx) hoặc Parquet.' },
  'linkage.file-refused': { status: 422, vi: '{why}', en: '{whyEn}', next: 'Sửa tệp rồi chọn lại.' },
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
  'linkage.budget-wrong': { status: 422, vi: 'Số cặp tối đa là số nguyên từ 1.000 đến 100 tỷ.', en: 'The most pairs: a whole number from 1,000 to 100 thousand million.', next: 'Thường dùng 2.000.000.000.' },
  'linkage.needs-memory': { status: 422, vi: 'Cần khoảng {needed} MB bộ nhớ, mức cho phép là {given} MB.', en: 'About {needed} MB of memory are needed, {given} MB are allowed.', next: 'Tăng --memory, hoặc chia danh sách.' },
  'linkage.model-unknown': { status: 422, vi: 'Không có mô hình này.', en: 'No such model.', next: 'Chọn một mô hình trong danh sách, hoặc huấn luyện mới.' },
  'linkage.duplicate-unknown': { status: 404, vi: 'Không thấy nhóm bản ghi này.', en: 'No such group of records.', next: 'Mở lại từ danh sách nghi trùng.' },
  'linkage.duplicate-changed': { status: 409, vi: 'Cặp này vừa được người khác xử lý.', en: 'Somebody else has just decided on this pair.', next: 'Xem tình trạng mới rồi làm tiếp.' },
  'linkage.reason-needed': { status: 422, vi: 'Chọn vì sao biết là hai người.', en: 'Choose how it is known that they are two.', next: 'Chọn một dòng trong danh sách.' },
})
export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
