import {
  after, all, by, choice, communePoliceOf, consentOf, defect, derived, done, effect, firstOf, ground, has, hours, internalBudget, is, known, legal, legalItems, members, not, option, page, paper,
  procedure, result, same, sentence, source, step, within, workingDays, type NamedRule,
} from '../src/public-services/catalogue/index.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'
import { addressee, ct01Person, policeSteps, residenceLaws } from './parts/residence.ts'

const law = legal('Luật Cư trú 2020', 'đ.25', 'likely')
const papers = legal('QĐ 9354/QĐ-BCA-C06 (thủ tục 1.010038)', undefined, 'sure')
const agreed = is('split.ground', 'agreed')
const divorced = is('split.ground', 'divorced')
const otherOwner = is('split.owner', 'other')

const headAgrees: NamedRule = {
  code: 'head-agrees', item: 'consent.head', title: 'Chủ hộ đồng ý cho tách', check: { op: 'equals', path: 'consent.head', value: 'agreed' },
  says: { holds: 'Chủ hộ đã đồng ý.', fails: 'Chủ hộ chưa trả lời hoặc không đồng ý.', unknown: 'Chủ hộ chưa trả lời.' }, basis: law, defect: 'head-not-answered', when: agreed,
}

/** Relations to the new head, codes of the list relation-to-head. */
const relations = [
  option('02', 'Vợ'), option('03', 'Chồng'), option('04', 'Con đẻ'), option('05', 'Con nuôi'), option('06', 'Cha đẻ'), option('07', 'Mẹ đẻ'), option('12', 'Con dâu'), option('13', 'Con rể'), option('16', 'Cháu ruột'),
  option('14', 'Ông'), option('15', 'Bà'), option('18', 'Anh'), option('19', 'Chị'), option('20', 'Em'), option('26', 'Quan hệ khác'),
]

export default procedure({
  code: '1.010038', slug: 'tach-ho', name: 'Tách hộ', field: 'Cư trú', level: 'TOAN_TRINH',
  validFrom: '2026-07-01',
  legal: [legal('Luật Cư trú 68/2020/QH14', 'đ.25', 'likely'), ...residenceLaws.slice(1), papers],
  authority: communePoliceOf('ownHome.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['tach ho', 'tach khau', 'tach ho khau', 'tach so ho khau', 'lap ho rieng', 'ra o rieng', 'cat khau', 'ct01'],
  promise: 'Hộ mới tại cùng chỗ ở, ông/bà là chủ hộ, có thông báo kết quả (CT08).',

  form: [
    page('known', knownTitle, [
      asker('Người đề nghị tách hộ'),
      known('ownHome', 'Hộ đang có tên', source.household(['householdId', 'fileNumber', 'headName', 'headPin', 'headPersonId', 'relationToHead', 'address', 'commune', 'others'])).hide('others'),
    ]),
    page('members', 'Ai cùng tách với ông/bà?', [
      members('split.members', 'Ai cùng tách với ông/bà?', 'Chọn người cùng tách', 'householdMembers', relations).hint('Ông/bà là chủ hộ mới. Chọn mỗi người là gì của ông/bà; ai ở lại thì giữ nguyên.').when(has('ownHome.others')),
    ]),
    page('ground', 'Tách hộ thuộc trường hợp nào?', [
      choice('split.ground', 'Tách hộ thuộc trường hợp nào?', 'Chọn một trường hợp', [option('agreed', 'Chủ hộ đồng ý cho tách', 'Chúng tôi hỏi thẳng chủ hộ'), option('divorced', 'Vợ chồng đã ly hôn, vẫn được ở cùng chỗ ở')]),
      consentOf('consent.head', 'Ý kiến của chủ hộ', 'ownHome.headPersonId', 'Tôi đồng ý cho {split.who} tách hộ tại {ownHome.address}.', law).when(agreed),
    ]),
    page('owner', 'Ai là chủ sở hữu chỗ ở?', [
      choice('split.owner', 'Ai là chủ sở hữu chỗ ở?', 'Chọn một câu trả lời', [option('head', 'Chủ hộ hiện nay'), option('self', 'Ông/bà hoặc người cùng tách'), option('other', 'Người khác', 'Cần ý kiến đồng ý bằng văn bản')]).when(agreed),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('owner-consent', 'Ý kiến đồng ý của chủ sở hữu chỗ ở').when(all(agreed, otherOwner)).reuse('store').why('Chủ sở hữu chỗ ở không phải chủ hộ.').by(papers),
      paper('divorce-proof', 'Giấy tờ về việc ly hôn và việc được tiếp tục ở').when(divorced).reuse('store').why('Chỉ cần khi hai người đã ly hôn mà ở cùng chỗ ở.').by(papers),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [
    // The head reads who would leave, by name.
    derived('split.household', 'Người tách hộ', sentence('{requester.fullName} (cùng tách: {split.members})')), derived('split.who', 'Người tách hộ', firstOf('split.household', 'requester.fullName')),
    addressee('ownHome.commune'), derived('residence.request', 'Nội dung đề nghị', sentence('Tách hộ tại {ownHome.address}')),
  ],
  needs: [
    { item: 'requester', holds: has('ownHome.householdId'), says: 'Chưa thấy hộ thường trú của ông/bà nên chưa tách hộ được.' },
    { item: 'requester', holds: not(all(has('ownHome.headPin'), same('ownHome.headPin', 'requester.pin'))), says: 'Ông/bà là chủ hộ. Người muốn tách hộ tự nộp, ông/bà trả lời đồng ý.' },
  ],

  clock: [within(after('15:00', workingDays(5)), legal('QĐ 9354/QĐ-BCA-C06', undefined, 'sure', 'Năm ngày làm việc'))],
  start: 'received',
  steps: {
    ...policeSteps,
    checking: step('Thẩm định', by('police-officer'), within(workingDays(3), internalBudget), { ok: 'approving', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Công an xã đang thẩm định việc tách hộ' }),
    approving: step('Phê duyệt', by('police-commander'), within(hours(4), internalBudget), { approve: 'done', sendBack: 'checking', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Trưởng Công an xã duyệt' }),
    returned: askedOnce(['members-unclear', 'head-not-answered', 'owner-consent-missing', 'owner-consent-unreadable', 'divorce-proof-missing', 'divorce-proof-unreadable'], 'checking'),
    done: done('Đã tách hộ', 'Hộ mới đã có trong dữ liệu cư trú.', result('residence-notice', 'Thông báo kết quả tách hộ (CT08)', 'data'),
      effect('residence.splitHousehold', { person: 'requester.personId', household: 'ownHome.householdId', head: 'ownHome.headPersonId', ground: 'split.ground', members: 'split.members' })),
    ...withoutResult,
  },
  defects: [
    defect('members-unclear', 'split.members', 'Có người không cùng tách, hoặc sai quan hệ', 'Xem lại từng người: ai không cùng tách thì chọn «Ở lại hộ cũ».', law),
    defect('head-not-answered', 'consent.head', 'Chủ hộ chưa trả lời', 'Nhờ chủ hộ trả lời trên điện thoại, hoặc cùng tới Công an xã để xác nhận.', law),
    defect('owner-consent-missing', 'owner-consent', 'Thiếu ý kiến của chủ sở hữu chỗ ở', 'Chụp và gửi văn bản đồng ý của chủ sở hữu chỗ ở.', papers),
    defect('owner-consent-unreadable', 'owner-consent', 'Ảnh văn bản đồng ý không đọc được', 'Chụp lại văn bản đồng ý cho rõ chữ và đủ bốn mép.'),
    defect('divorce-proof-missing', 'divorce-proof', 'Thiếu giấy tờ về ly hôn, việc tiếp tục ở', 'Chụp và gửi bản án, quyết định ly hôn và giấy tờ về việc được tiếp tục ở.', papers),
    defect('divorce-proof-unreadable', 'divorce-proof', 'Ảnh giấy tờ ly hôn không đọc được', 'Chụp lại giấy tờ cho rõ chữ và đủ bốn mép.'),
  ],
  grounds: [
    ground('no-capacity', 'Không ai trong hộ mới có năng lực hành vi dân sự đầy đủ', 'Hộ mới phải có ít nhất một người có năng lực hành vi dân sự đầy đủ.', papers),
    ground('head-refuses', 'Chủ hộ hoặc chủ sở hữu không đồng ý', 'Chủ hộ hoặc chủ sở hữu chỗ ở không đồng ý nên chưa tách hộ được.', law),
    // Nobody is added later: the agreement was asked for these people.
    ground('members-wrong', 'Cần thêm người cùng tách', 'Muốn thêm người cùng tách thì nộp lại, để hỏi chủ hộ về người đó.', law),
    ground('not-competent', 'Không thuộc thẩm quyền của Công an xã này', 'Việc này thuộc Công an xã nơi có hộ.', law),
  ],
  rules: [headAgrees],
  legalItems: legalItems('CT01', [
    ...ct01Person,
    ['head-name', 'Họ, chữ đệm và tên chủ hộ', 'ownHome.headName', 'known'], ['head-relation', 'Mối quan hệ với chủ hộ', 'ownHome.relationToHead', 'known'], ['head-pin', 'Số định danh của chủ hộ', 'ownHome.headPin', 'known'],
    ['request', 'Nội dung đề nghị', 'residence.request', 'derived', 'split.ground'], ['rows', 'Thành viên cùng thay đổi và quan hệ với chủ hộ mới', 'split.members', 'choice', 'split.members'],
    ['head-opinion', 'Ý kiến của chủ hộ', 'consent.head', 'derived'], ['owner-opinion', 'Ý kiến của chủ sở hữu chỗ ở', 'split.owner', 'choice', 'split.owner'], ['person-signs', 'Người kê khai', 'declaration', 'derived'],
  ]),
  whenDown: { population: 'fetch-later', residence: 'hold-and-tell' },
  links: [],
  notes: [
    legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Người nộp là chủ hộ mới. Ý kiến của người đã thành niên cùng tách do cán bộ hỏi khi thẩm định; đăng ký ở chỗ ở khác là đăng ký thường trú.'),
    legal('Luật Cư trú 2020', 'đ.25', 'likely', 'Các trường hợp và ý kiến phải có chưa đối chiếu từng khoản.'),
  ],
})
