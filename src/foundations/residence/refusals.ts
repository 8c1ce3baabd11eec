import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'residence.household-unknown': { status: 404, vi: 'Chưa thấy hộ này trong dữ liệu cư trú.', en: 'No such household.', next: 'Tìm hộ theo chủ hộ hoặc số hồ sơ cư trú.' },
  'residence.household-not-then': { status: 404, vi: 'Vào ngày này hộ chưa có, hoặc không còn.', en: 'The household did not exist on that day.', next: 'Chọn một ngày khác, hoặc bỏ ngày để xem hiện nay.' },
  'residence.household-exists': { status: 409, vi: 'Hộ hoặc số hồ sơ cư trú này đã có.', en: 'This household exists already.', next: 'Tìm hộ theo số hồ sơ cư trú.' },
  'residence.household-closed': { status: 409, vi: 'Hộ này không còn thành viên, nên không nhập thêm được.', en: 'This household has no member left.', next: 'Lập hộ mới tại chỗ ở này.' },
  'residence.person-not-living': { status: 409, vi: 'Người này đã mất hoặc mất tích, nên không đăng ký cư trú được.', en: 'This person is not living.', next: 'Xem lại người được đăng ký.' },
  'residence.already-here': { status: 409, vi: 'Người này đã thường trú tại hộ này.', en: 'This person is registered in this household already.', next: 'Không cần đăng ký lại.' },
  'residence.in-other-household': { status: 409, vi: 'Người này đang thuộc một hộ khác.', en: 'This person belongs to another household.', next: 'Mở lại hồ sơ để xem hộ hiện nay.' },
  'residence.overlap': { status: 409, vi: 'Người này đã có nơi cư trú khác trong khoảng ngày này.', en: 'This person has another residence in this period.', next: 'Xem lại ngày bắt đầu, hoặc kết thúc nơi cư trú cũ trước.' },
  'residence.before-current': { status: 422, vi: 'Ngày bắt đầu phải sau ngày {from}, ngày bắt đầu nơi thường trú hiện nay.', en: 'The new residence must begin after the present one.', next: 'Nhập ngày muộn hơn.' },
  'residence.date-in-future': { status: 422, vi: 'Ngày bắt đầu không thể sau hôm nay.', en: 'The day lies in the future.', next: 'Nhập ngày hôm nay hoặc ngày trước đó.' },
  'residence.before-birth': { status: 422, vi: 'Ngày bắt đầu không thể trước ngày sinh.', en: 'The residence cannot begin before birth.', next: 'Nhập ngày sau ngày sinh.' },
  'residence.relation-unknown': { status: 422, vi: 'Chọn quan hệ với chủ hộ trong danh sách.', en: 'Choose the relation to the head.', next: 'Chọn lại quan hệ với chủ hộ.' },
  'residence.has-head': { status: 409, vi: 'Hộ này đã có chủ hộ. Mỗi hộ có đúng một chủ hộ.', en: 'The household has a head.', next: 'Chọn quan hệ khác, hoặc đổi chủ hộ trước.' },
  'residence.head-needed': { status: 409, vi: 'Hộ này chưa có chủ hộ.', en: 'The household has no head.', next: 'Đăng ký chủ hộ trước.' },
  'residence.head-must-be-replaced': { status: 409, vi: 'Người này là chủ hộ của một hộ còn thành viên khác.', en: 'This person is the head of a household with other members.', next: 'Đổi chủ hộ của hộ đó trước.' },
  'residence.not-a-member': { status: 409, vi: 'Người này không phải thành viên của hộ.', en: 'Not a member of the household.', next: 'Xem lại danh sách thành viên.' },
  'residence.relations-missing': { status: 422, vi: 'Ghi quan hệ của mọi thành viên với chủ hộ mới.', en: 'Give every member\'s relation to the new head.', next: 'Chọn quan hệ cho từng thành viên còn thiếu.' },
})

export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
