import { strings } from '../kit/index.ts'

/** Words around every page of the workspace, and of the day's work. */
export const workStrings = strings({
  vi: {
    'nav.today': 'Việc hôm nay',
    'nav.corrections': 'Sửa thông tin',
    'nav.access': 'Câu hỏi lượt xem',
    'nav.lookup': 'Tra cứu hồ sơ',
    'nav.steering': 'Điều hành',
    'nav.administration': 'Quản trị',

    'today.title': 'Việc hôm nay',
    'today.heading': 'Việc của tôi hôm nay',
    'today.mine': 'Hồ sơ chờ tôi: {n}',
    'today.code': 'Mã hồ sơ',
    'today.matter': 'Việc',
    'today.step': 'Bước',
    'today.due': 'Hạn của bước',
    'today.empty': 'Hết việc rồi.',
    'today.empty-text': 'Không còn hồ sơ nào chờ ông/bà. Cảm ơn ông/bà.',
  },
  en: {
    'nav.today': 'Today',
    'nav.corrections': 'Corrections',
    'nav.access': 'Questions on access',
    'nav.lookup': 'Find a dossier',
    'nav.steering': 'Steering',
    'nav.administration': 'Administration',

    'today.title': 'Today',
    'today.heading': 'My work today',
    'today.mine': 'Dossiers waiting for me: {n}',
    'today.code': 'Code',
    'today.matter': 'Matter',
    'today.step': 'Step',
    'today.due': 'Step due',
    'today.empty': 'All done.',
    'today.empty-text': 'No dossier waits for you. Thank you.',
  },
})
