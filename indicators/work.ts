import { all, indicator, inPeriod, is, not, open } from '../src/steering/indicators/index.ts'

const basis = 'NĐ 118/2025/NĐ-CP: theo dõi việc giải quyết'

export const inHands = indicator({
  id: 'dang-o-buoc', name: { vi: 'Phần việc ở tay cán bộ', en: 'Parts in officers\' hands' }, list: { vi: 'Mở danh sách ở tay cán bộ', en: 'Open those in officers\' hands' },
  says: { vi: 'Số này = phần việc chưa xong mà lúc này cán bộ đang giữ, không chờ người dân, không chờ phần khác.', en: 'This figure = open parts that an officer holds now, waiting neither for the citizen nor for another part.' },
  basis, certainty: 'sure', counts: 'lane', numerator: all(open, is('holder', 'officer')), better: 'neither',
})

export const waiting = indicator({
  id: 'cho-nguoi-dan', name: { vi: 'Chờ người dân bổ sung', en: 'Waiting for the citizen' }, list: { vi: 'Mở danh sách chờ bổ sung', en: 'Open those waiting' },
  says: { vi: 'Số này = phần việc đang chờ người dân gửi thêm; đồng hồ dừng ở lần hỏi đầu.', en: 'This figure = parts waiting for the citizen; the first request has stopped the clock.' },
  basis, certainty: 'sure', counts: 'lane', numerator: all(open, is('holder', 'citizen')), better: 'fewer',
})

export const refused = indicator({
  id: 'tu-choi', name: { vi: 'Từ chối', en: 'Refused' }, list: { vi: 'Mở danh sách từ chối', en: 'Open those refused' },
  says: { vi: 'Số này = phần việc kết thúc bằng từ chối có căn cứ, chia cho phần việc kết thúc trong tháng, không kể phần rút.', en: 'This figure = parts that ended in a lawful refusal, of parts that ended in the month, withdrawn ones left out.' },
  basis, certainty: 'sure', counts: 'lane', numerator: is('outcome', 'refused'), denominator: all(inPeriod('endedAt'), not(is('outcome', 'withdrawn', 'stopped'))), better: 'neither',
})
