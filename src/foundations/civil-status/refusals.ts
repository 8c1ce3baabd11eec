import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'civil-status.already-registered': { status: 409, vi: 'Bé này đã được đăng ký khai sinh.', en: 'This birth is registered already.', next: 'Xin bản sao trích lục khai sinh nếu cần thêm giấy. Sinh đôi thì ghi rõ bé thứ mấy.' },
  'civil-status.birth-notice-used': { status: 409, vi: 'Giấy chứng sinh này đã dùng để đăng ký một bé.', en: 'This birth notice was used already.', next: 'Xem lại số giấy chứng sinh.' },
  'civil-status.birth-notice-unknown': { status: 404, vi: 'Chưa thấy giấy chứng sinh này.', en: 'No such birth notice.', next: 'Hỏi cơ sở y tế nơi sinh đã gửi chưa.' },
  'civil-status.birth-notice-differs': { status: 409, vi: 'Số giấy chứng sinh này đã gửi với nội dung khác.', en: 'This notice number was sent with other content.', next: 'Gửi lại với số mới, hoặc hỏi xã nơi đăng ký.' },
  'civil-status.notice-signature-wrong': { status: 422, vi: 'Chữ ký của giấy chứng sinh không đúng.', en: 'The signature of the notice is wrong.', next: 'Ký lại bằng khóa đã đăng ký của cơ sở.' },
  'civil-status.notice-content-wrong': { status: 422, vi: 'Nội dung giấy chứng sinh thiếu hoặc sai: {fields}.', en: 'The notice lacks fields or has wrong ones.', next: 'Sửa các mục đã nêu rồi gửi lại.' },
  'civil-status.facility-unknown': { status: 404, vi: 'Cơ sở y tế này chưa đăng ký khóa ký số.', en: 'The facility has no registered key.', next: 'Gửi khóa công khai cho đơn vị vận hành.' },
  'civil-status.record-unknown': { status: 404, vi: 'Chưa thấy bản đăng ký này trong sổ hộ tịch.', en: 'No such entry.', next: 'Xem lại số, quyển và nơi đăng ký.' },
  'civil-status.entry-taken': { status: 409, vi: 'Số này trong sổ đã có người khác dùng.', en: 'This entry number is taken.', next: 'Xem lại số và quyển.' },
  'civil-status.birth-in-future': { status: 422, vi: 'Ngày sinh không thể sau hôm nay.', en: 'The birth lies in the future.', next: 'Xem lại ngày sinh.' },
  'civil-status.name-wrong': { status: 422, vi: '{why}', en: 'The name cannot be registered.', next: 'Viết lại tên của bé, đủ họ, chữ đệm và tên.' },
  'civil-status.gender-needed': { status: 422, vi: 'Cần ghi bé trai hay bé gái trước khi cấp số định danh.', en: 'The gender is needed for the number.', next: 'Chọn bé trai hoặc bé gái.' },
  'civil-status.parent-unknown': { status: 422, vi: 'Chưa thấy người {who} trong dữ liệu dân cư.', en: 'The parent is not in the register.', next: 'Xem lại số định danh của cha, mẹ.' },
  'civil-status.parent-too-young': { status: 422, vi: 'Ngày sinh của {who} sau ngày sinh của bé.', en: 'The parent was born after the child.', next: 'Xem lại ngày sinh và người được ghi là cha, mẹ.' },
  'civil-status.mother-died-before': { status: 422, vi: 'Người mẹ được ghi đã mất trước ngày bé sinh.', en: 'The mother died before the birth.', next: 'Xem lại người mẹ và ngày sinh của bé.' },
  'civil-status.parent-gender': { status: 422, vi: 'Giới tính của người được ghi là {who} không khớp.', en: 'The gender of the parent does not fit.', next: 'Xem lại người được ghi là cha, mẹ.' },
  'civil-status.same-parent': { status: 422, vi: 'Cha và mẹ không thể là cùng một người.', en: 'Father and mother are the same person.', next: 'Xem lại người được ghi là cha, mẹ.' },
  'civil-status.notice-of-other-mother': { status: 422, vi: 'Giấy chứng sinh ghi người mẹ khác.', en: 'The notice names another mother.', next: 'Xem lại người mẹ hoặc chọn đúng giấy chứng sinh.' },
  'civil-status.already-married': { status: 409, vi: 'Một trong hai người đang có đăng ký kết hôn khác.', en: 'One of the two is married to somebody else.', next: 'Xem lại tình trạng hôn nhân của hai người.' },
})

export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
