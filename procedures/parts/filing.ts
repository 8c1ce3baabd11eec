import { days, declaration, known, legal, page, phone, refused, source, stopped, toCitizen, withdrawn, within } from '../../src/public-services/catalogue/index.ts'

/** What procedures that are filed for oneself have in common: who asks, where to be told, the declaration, and how it ends without a result. */
export const knownTitle = 'Nhà nước đã biết những điều này. Chỉ cần xem có đúng không.'

export const asker = (label: string, ...more: string[]) => known('requester', label, source.person(['personId', 'fullName', 'pin', 'birthDate', 'gender', 'permanentResidence', 'permanentCommune', ...more]))

export const receivePage = page('receive', 'Ông/bà nhận tin báo ở số nào?', [
  phone('contact.phone', 'Số điện thoại nhận tin báo').from('contact.phone').because('Tài khoản đã có số này; ông/bà chỉ xem lại hoặc đổi nơi nhận tin.'),
])

export const declarePage = page('declare', 'Cam đoan và gửi', [declaration('declaration', 'Tôi cam đoan những điều trên là đúng sự thật. Tôi chịu trách nhiệm trước pháp luật về lời cam đoan này.')])

/** The one request to the citizen, with the time the office waits. */
export const askedOnce = (defects: readonly string[], answered = 'received') =>
  toCitizen('Cần thêm', defects, within(days(30), legal('Dữ liệu của hệ thống', undefined, 'guess', 'Thời gian chờ người dân, sửa được; chưa đối chiếu văn bản')), { answered, expired: 'stopped' })

export const withoutResult = { refused: refused(), stopped: stopped(), withdrawn: withdrawn() }
