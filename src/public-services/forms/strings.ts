/** Sentences of the filing screens, as they are to be written. Words of one procedure stand in its own file. */
export const formStrings = {
  'known.title': 'Nhà nước đã biết những điều này. Chỉ cần xem có đúng không.',
  'known.allRight': 'Đúng hết, tiếp tục',
  'known.wrong': 'Sai thông tin? Báo sửa – hồ sơ vẫn đi tiếp',
  'known.notAskedAgain': 'Không phải khai lại những mục này.',
  'known.silent': 'Chưa lấy được thông tin này. Hồ sơ vẫn nộp được; chúng tôi sẽ lấy sau.',
  'known.changed': 'Thông tin này vừa đổi trong dữ liệu. Xem lại rồi gửi.',
  'question.continue': 'Tiếp tục',
  'question.back': 'Quay lại',
  'question.later': 'Lưu, làm sau',
  'question.why': 'Vì sao hỏi',
  'paper.reuse': 'Dùng lại',
  'paper.none': 'Không cần giấy tờ nào',
  'paper.without': 'Tôi không có giấy này',
  'paper.keepAnyway': 'Vẫn dùng ảnh này – cán bộ sẽ xem kỹ hơn',
  'check.send': 'Gửi hồ sơ',
  'check.missing': 'Còn thiếu trước khi gửi',
  'consent.asked': 'Chúng tôi hỏi thẳng người này trên điện thoại. Hồ sơ vẫn đi tiếp.',
  'error.title': 'Lỗi: ',
  'error.ours': 'Hệ thống đang trục trặc. Phần đã khai vẫn được giữ. Thử lại sau 5 phút.',
} as const
export type FormString = keyof typeof formStrings
