import {
  choice, communeCommitteeOf, constant, defect, derived, done, effect, facility, firstOf, ground, has, is, known, legal, legalItems, not, option, page, procedure, result,
  sameWorkingDay, source, within,
} from '../src/public-services/catalogue/index.ts'
import { civilLaws, committeeSteps, portal } from './parts/civil-status.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'

const law = portal('2.000635')
const copyLaw = legal('Luật Hộ tịch 2014', 'đ.63-64')

export default procedure({
  code: '2.000635', slug: 'trich-luc-ho-tich', name: 'Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh', field: 'Hộ tịch', level: 'TOAN_TRINH',
  validFrom: '2026-07-01',
  legal: [legal('Luật Hộ tịch 60/2014/QH13', 'đ.63-64'), ...civilLaws, law],
  authority: communeCommitteeOf('entry.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: ['child'], assisted: true },
  synonyms: ['trich luc', 'ban sao khai sinh', 'trich luc khai sinh', 'trich luc ket hon', 'ban sao giay khai sinh', 'mat giay khai sinh', 'xin lai giay khai sinh', 'ban sao ket hon', 'sao y khai sinh'],
  promise: 'Bản sao trích lục hộ tịch hoặc bản sao giấy khai sinh, có mã để kiểm tra.',

  form: [
    page('known', knownTitle, [asker('Người yêu cầu', 'entries').hide('entries')]),
    page('which', 'Cần bản sao của việc nào?', [facility('copy.entry', 'Cần bản sao của việc nào?', 'Chọn một việc đã đăng ký', 'entries').hint('Việc hộ tịch của ông/bà và của con chưa thành niên, theo sổ điện tử.')]),
    page('entry', 'Có đúng việc này không?', [known('entry', 'Việc đã đăng ký', source.entry(['entryId', 'kind', 'title', 'about', 'number', 'date', 'place', 'commune'])).hide('kind')]),
    page('copies', 'Ông/bà cần bản nào?', [
      choice('copy.kind', 'Ông/bà cần bản nào?', 'Chọn loại bản sao', [option('copy', 'Bản sao giấy khai sinh'), option('extract', 'Bản sao trích lục khai sinh')]).offer('copy').when(is('entry.kind', 'birth')),
      choice('copies', 'Số bản', 'Chọn số bản', [option('1', '1 bản'), option('2', '2 bản'), option('3', '3 bản'), option('5', '5 bản'), option('10', '10 bản')]).offer('1').hint('Bản điện tử có trong ví. Bản giấy nhận tại xã nơi giữ sổ.'),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [derived('copy.paper', 'Loại bản sao', firstOf('copy.kind', 'copy.always')), derived('copy.always', 'Loại bản sao', constant('extract')).when(not(is('entry.kind', 'birth')))],
  needs: [{ item: 'requester', holds: has('requester.entries'), says: 'Sổ hộ tịch điện tử chưa có việc nào của ông/bà. Hỏi Ủy ban nhân dân xã đã đăng ký.' }],

  clock: [within(sameWorkingDay('15:00'), legal('Luật Hộ tịch 2014', 'đ.64', 'sure', 'Ngay trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo'))],
  start: 'received',
  steps: {
    ...committeeSteps('Ký bản sao'),
    returned: askedOnce(['copies-unclear'], 'checking'),
    done: done('Đã cấp bản sao', 'Bản sao đã có trong ví giấy tờ. Bản giấy nhận tại Ủy ban nhân dân xã.', result('civil-copy', 'Bản sao trích lục hộ tịch, giấy khai sinh'),
      effect('civil-status.issueCopy', { entry: 'entry.entryId', kind: 'copy.paper', copies: 'copies', requester: 'requester.fullName' })),
    ...withoutResult,
  },
  defects: [defect('copies-unclear', 'copies', 'Số bản cần xem lại', 'Chọn lại số bản cần cấp.')],
  grounds: [
    ground('not-in-book', 'Sổ không còn thông tin này', 'Sổ hộ tịch không còn thông tin này nên chưa cấp được bản sao.', copyLaw),
    ground('not-entitled', 'Không phải người được cấp', 'Bản sao này chỉ cấp cho người đã đăng ký hoặc người đại diện.', copyLaw),
  ],
  legalItems: legalItems('TKTL', [
    ['requester-name', 'Họ, chữ đệm, tên người yêu cầu', 'requester.fullName', 'known'], ['requester-paper', 'Giấy tờ tuỳ thân', 'requester.pin', 'known'], ['requester-residence', 'Nơi cư trú', 'requester.permanentResidence', 'known'],
    ['entry', 'Đề nghị cấp bản sao của', 'entry.title', 'derived', 'copy.entry'], ['about', 'Của ai', 'entry.about', 'known'], ['place', 'Đã đăng ký tại', 'entry.place', 'known'], ['date', 'Ngày đăng ký', 'entry.date', 'known'], ['number', 'Số, quyển', 'entry.number', 'known'],
    ['copies', 'Số lượng bản sao', 'copies', 'choice', 'copies'],
  ]),
  whenDown: { population: 'fetch-later', 'civil-status': 'hold-and-tell' },
  notes: [
    legal('Luật Hộ tịch 2014', 'đ.63', 'sure', 'Cấp ở bất kỳ cơ quan quản lý dữ liệu hộ tịch nào; ở đây chuyển tới xã giữ sổ.'),
    legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Việc đã có trong sổ điện tử; sổ giấy chưa số hóa, người được ủy quyền, cơ quan xin bản sao: làm tại Ủy ban nhân dân xã.'),
  ],
})
