import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'population.person-unknown': { status: 404, vi: 'Chưa thấy người này trong dữ liệu dân cư.', en: 'No such person in the register.', next: 'Kiểm tra lại số định danh, gồm 12 chữ số.' },
  'population.field-not-allowed': { status: 403, vi: 'Ông/bà không được xem mục này của người này.', en: 'You may not read this of this person.', next: 'Mở từ một hồ sơ đang xử lý, hoặc hỏi người phụ trách.' },
  'population.purpose-needed': { status: 403, vi: 'Cần nêu lý do trước khi xem dữ liệu của người khác.', en: 'Say why before you read the data of others.', next: 'Mở từ một hồ sơ, hoặc ghi lý do xem.' },
  'population.person-exists': { status: 409, vi: 'Người này đã có trong dữ liệu dân cư.', en: 'This person is in the register already.', next: 'Tìm theo số định danh rồi cập nhật.' },
  'population.number-taken': { status: 409, vi: 'Số định danh này đã cấp cho người khác.', en: 'This number belongs to somebody else.', next: 'Xem lại từng chữ số.' },
  'population.has-number': { status: 409, vi: 'Người này đang có một số định danh khác.', en: 'This person has another number in force.', next: 'Hủy số cũ trước khi xác lập số mới.' },
  'population.number-incoherent': { status: 422, vi: 'Số định danh không khớp thông tin của người này: {why}', en: 'The number does not agree with the facts.', next: 'Xem lại số, ngày sinh và giới tính.' },
  'population.numbers-exhausted': { status: 503, vi: 'Chưa lấy được số định danh.', en: 'No free number was found.', next: 'Thử lại sau ít phút.' },
  'population.relation-exists': { status: 409, vi: 'Người này đã có một quan hệ cùng loại đang ghi nhận.', en: 'A relation of this kind stands already.', next: 'Xem lại quan hệ gia đình đang ghi.' },
  'population.nothing-changed': { status: 422, vi: 'Thông tin mới giống thông tin đang có.', en: 'Nothing would change.', next: 'Xem lại mục cần sửa.' },
  'population.date-before-record': { status: 422, vi: 'Ngày thay đổi không thể trước ngày {from}.', en: 'The change cannot lie before the record begins.', next: 'Nhập ngày muộn hơn, hoặc chọn sửa sai sót.' },
  'population.date-in-future': { status: 422, vi: 'Ngày thay đổi không thể sau hôm nay.', en: 'The day of the change lies in the future.', next: 'Nhập ngày hôm nay hoặc ngày trước đó.' },
  'population.date-before-birth': { status: 422, vi: 'Ngày này trước ngày sinh.', en: 'This day lies before the birth.', next: 'Xem lại ngày, hoặc sửa ngày sinh trước.' },
  'population.death-date-needed': { status: 422, vi: 'Cần ngày chết, ít nhất là năm.', en: 'Say the date of death, at least the year.', next: 'Nhập theo giấy tờ hoặc bản án.' },
  'population.life-status-same': { status: 409, vi: 'Tình trạng này đã được ghi rồi.', en: 'This status stands already.', next: 'Mở lại trang của người này để xem.' },
  'population.life-status-cannot-follow': { status: 409, vi: 'Tình trạng đang ghi không thể chuyển thẳng sang tình trạng này.', en: 'This status cannot follow the one that stands.', next: 'Nếu tình trạng đang ghi là sai, hủy việc ghi đó trước.' },
  'population.life-status-changed-meanwhile': { status: 409, vi: 'Tình trạng của người này vừa thay đổi.', en: 'The status of this person has just changed.', next: 'Mở lại trang để xem, rồi làm lại nếu vẫn cần.' },
  'population.life-status-not-by-act': { status: 409, vi: 'Tình trạng này không do quyết định ghi ở đây.', en: 'This status was not recorded here.', next: 'Khai tử thì hủy ở nơi đã đăng ký; dữ liệu nạp thì gửi yêu cầu sửa thông tin.' },
  'population.still-vietnamese': { status: 422, vi: 'Người đã thôi quốc tịch Việt Nam không còn quốc tịch Việt Nam.', en: 'The nationalities that remain cannot hold Vietnamese.', next: 'Bỏ Việt Nam khỏi danh sách quốc tịch.' },
  'population.never-married': { status: 422, vi: 'Hai người này chưa từng được ghi là vợ chồng.', en: 'These two were never recorded as spouses.', next: 'Chọn đúng người vợ hoặc chồng trước đây.' },
  'population.search-too-wide': { status: 422, vi: 'Cần thêm một điều để tìm: năm sinh, xã hoặc số giấy tờ.', en: 'Add a year of birth, a commune or a number.', next: 'Nhập thêm năm sinh hoặc chọn xã.' },
  'population.place-unknown': { status: 422, vi: 'Chưa thấy xã hoặc tỉnh có tên hoặc mã này.', en: 'No commune or province has this name or code.', next: 'Xem lại tên xã, tên cũ cũng được, hoặc chọn trong danh sách.' },
  'population.address-needs-commune': { status: 422, vi: 'Tìm theo địa chỉ cần có xã.', en: 'A search by address needs a commune.', next: 'Chọn xã, rồi nhập số nhà, đường hoặc ấp.' },
  'population.correction-unknown': { status: 404, vi: 'Chưa thấy yêu cầu sửa thông tin này.', en: 'No such correction case.', next: 'Mở lại danh sách yêu cầu.' },
  'population.correction-decided': { status: 409, vi: 'Yêu cầu này đã có người trả lời.', en: 'This case has been decided.', next: 'Mở lại để xem kết quả.' },
  'population.correction-changed': { status: 409, vi: 'Yêu cầu này vừa có thay đổi.', en: 'This case has just changed.', next: 'Mở lại rồi quyết định.' },
  'population.correction-reason-needed': { status: 422, vi: 'Ghi lý do để người dân biết vì sao chưa sửa.', en: 'Say why it is refused.', next: 'Ghi một câu ngắn, dễ hiểu.' },
  'population.correction-value-needed': { status: 422, vi: 'Ghi thông tin đúng theo giấy tờ.', en: 'Say what is right.', next: 'Nhập giá trị đúng của mục này.' },
  'population.correction-elsewhere': { status: 422, vi: 'Mục này thuộc dữ liệu cư trú hoặc hộ tịch, không sửa ở đây.', en: 'This field belongs to another register.', next: 'Mở thủ tục điều chỉnh cư trú hoặc cải chính hộ tịch.' },
})

export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
