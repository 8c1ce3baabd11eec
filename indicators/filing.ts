import { indicator, inPeriod, is, open } from '../src/steering/indicators/index.ts'

const basis = 'NĐ 118/2025/NĐ-CP: hồ sơ nhận tại bộ phận một cửa và trực tuyến'
const received = inPeriod('submittedAt')

export const receivedInMonth = indicator({
  id: 'da-nhan', name: { vi: 'Hồ sơ đã nhận', en: 'Dossiers received' }, list: { vi: 'Mở danh sách đã nhận', en: 'Open those received' },
  says: { vi: 'Số này = hồ sơ gửi đến trong tháng. Một lần nộp là một hồ sơ, dù có nhiều phần việc.', en: 'This figure = dossiers filed in the month. One filing counts once, whatever the number of its parts.' },
  basis, certainty: 'sure', counts: 'dossier', numerator: received, better: 'neither',
})

export const running = indicator({
  id: 'dang-lam', name: { vi: 'Hồ sơ đang làm', en: 'Dossiers in work' }, list: { vi: 'Mở danh sách đang làm', en: 'Open those in work' },
  says: { vi: 'Số này = hồ sơ chưa xong mọi phần lúc này, nhận tháng nào cũng tính.', en: 'This figure = dossiers with a part still open now, whatever month they came.' },
  basis, certainty: 'sure', counts: 'dossier', numerator: open, better: 'neither',
})

export const bySelf = indicator({
  id: 'tu-nop', name: { vi: 'Tự nộp', en: 'Filed by oneself' }, list: { vi: 'Mở danh sách tự nộp', en: 'Open those filed by oneself' },
  says: { vi: 'Số này = hồ sơ người dân tự nộp, không ai làm giúp, chia cho hồ sơ nhận trong tháng.', en: 'This figure = dossiers people filed themselves with nobody\'s help, of dossiers received in the month.' },
  basis, certainty: 'sure', counts: 'dossier', numerator: is('filingMode', 'self'), denominator: received, better: 'more',
})

export const helped = indicator({
  id: 'duoc-giup', name: { vi: 'Được giúp', en: 'Helped' }, list: { vi: 'Mở danh sách được giúp', en: 'Open those helped' },
  says: { vi: 'Số này = hồ sơ có người nhập giúp, chia cho hồ sơ nhận trong tháng. Chính người dân xác nhận, bằng tài khoản hoặc mã tới điện thoại của mình. Không cộng vào tự nộp.', en: 'This figure = dossiers typed by a helper and confirmed by the person with an own account or a code to the own phone, of dossiers received in the month. Never added to those filed by oneself.' },
  basis, certainty: 'sure', counts: 'dossier', numerator: is('filingMode', 'helped'), denominator: received, better: 'neither',
})

export const onBehalf = indicator({
  id: 'thay-mat', name: { vi: 'Nộp thay mặt', en: 'On behalf' }, list: { vi: 'Mở danh sách nộp thay mặt', en: 'Open those on behalf' },
  says: { vi: 'Số này = hồ sơ do người được ủy quyền hoặc người giám hộ nộp, chia cho hồ sơ nhận trong tháng.', en: 'This figure = dossiers filed by a proxy or guardian, of dossiers received in the month.' },
  basis, certainty: 'sure', counts: 'dossier', numerator: is('filingMode', 'on-behalf'), denominator: received, better: 'neither',
})

export const atCounter = indicator({
  id: 'tai-quay', name: { vi: 'Nộp tại quầy', en: 'At the counter' }, list: { vi: 'Mở danh sách tại quầy', en: 'Open those at the counter' },
  says: { vi: 'Số này = hồ sơ cán bộ quầy nộp thay, trên đồng ý có chữ ký hoặc điểm chỉ. Chia cho hồ sơ nhận trong tháng.', en: 'This figure = dossiers an officer at a counter filed for somebody, on a signature or thumb print, of dossiers received in the month.' },
  basis, certainty: 'sure', counts: 'dossier', numerator: is('filingMode', 'counter'), denominator: received, better: 'neither',
})
