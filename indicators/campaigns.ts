import { all, indicator, inPeriod, is, open } from '../src/steering/indicators/index.ts'

const basis = 'Đề án 06 (QĐ 06/QĐ-TTg): làm sạch dữ liệu; rõ người, rõ việc, rõ tiến độ'
const counted = 'Việc là một dòng danh sách mà người phải xem; việc máy đã khớp và danh sách nhạy cảm không tính. Khép chiến dịch khi còn việc thì việc đó là trễ.'
const countedEn = 'A case is a line somebody has to look at; lines the matching settled and sensitive lists are left out. Cases left when a campaign is closed are late.'

export const campaignsDone = indicator({
  id: 'chien-dich-dung-han', name: { vi: 'Chiến dịch: xong đúng hạn', en: 'Campaigns: done in time' }, list: { vi: 'Mở các việc xong đúng hạn', en: 'Open those done in time' },
  says: { vi: `Số này = việc của chiến dịch xong đúng hạn chia cho việc đến hạn trong tháng đã xong hoặc đã trễ. ${counted}`, en: `This figure = cases of campaigns done in time, of cases due in the month that are done or late. ${countedEn}` },
  basis, certainty: 'likely', counts: 'case', numerator: is('standing', 'on-time'), denominator: all(inPeriod('dueAt'), is('standing', 'on-time', 'late')), better: 'more',
})

export const campaignsOverdue = indicator({
  id: 'chien-dich-qua-han', name: { vi: 'Chiến dịch: quá hạn, chưa xong', en: 'Campaigns: past due and open' }, list: { vi: 'Mở các việc quá hạn', en: 'Open what is past due' },
  says: { vi: `Số này = việc của chiến dịch quá hạn mà lúc này chưa xong, đến hạn tháng nào cũng tính. ${counted}`, en: `This figure = cases of campaigns past due and not done now, whatever month they were due. ${countedEn}` },
  basis, certainty: 'likely', counts: 'case', numerator: all(open, is('standing', 'late')), better: 'fewer',
})

export const campaignsLeft = indicator({
  id: 'chien-dich-con-lai', name: { vi: 'Chiến dịch: việc còn lại', en: 'Campaigns: cases left' }, list: { vi: 'Mở các việc còn lại', en: 'Open what is left' },
  says: { vi: `Số này = việc của chiến dịch chưa xong lúc này, trong hạn hay quá hạn đều tính. ${counted}`, en: `This figure = cases of campaigns not done now, in time or late. ${countedEn}` },
  basis, certainty: 'likely', counts: 'case', numerator: open, better: 'fewer',
})
