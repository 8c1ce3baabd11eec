/** What one language says: what happened, what to do, by when. Values go into `{places}`; dates are given as ISO and printed as people read them. */
export interface Words {
  readonly title: string
  readonly happened: string
  readonly todo: string
  readonly byWhen?: string
}

/** One kind of message. Code and phone are added under every one; no text holds a link or asks for a code. */
export interface Template {
  readonly vi: Words
  readonly en: Words
  /** Vietnamese text of the SMS; sent without marks where that is shorter. */
  readonly sms: string
  /** The person has to do something: an SMS goes out beside the e-mail. */
  readonly asks?: true
  /** The person waits for it now: quiet hours do not hold it up. */
  readonly awaited?: true
  /** Waits a few minutes for further changes of the same filing, to become one message with them. */
  readonly gathers?: true
  /** Of several gathered changes the heaviest gives the title and what to do. */
  readonly weight: 0 | 1 | 2 | 3
}

const nothingToDo = { vi: 'Ông/bà không cần làm gì thêm lúc này.', en: 'You need not do anything now.' }

export const templates = {
  'dossier.submitted': {
    weight: 1, awaited: true,
    vi: { title: 'Đã gửi hồ sơ', happened: 'Hồ sơ «{serviceName}» đã tới cơ quan tiếp nhận.', todo: nothingToDo.vi, byWhen: 'Có thay đổi, chúng tôi báo ngay tại đây.' },
    en: { title: 'Filing sent', happened: 'Your filing “{serviceName}” has reached the receiving office.', todo: nothingToDo.en, byWhen: 'We tell you here as soon as anything changes.' },
    sms: 'Đã gửi hồ sơ {code}. Ông/bà chưa cần làm gì thêm. Cần giúp: gọi {helpPhone}.',
  },
  'dossier.submitted-helped': {
    weight: 1, awaited: true,
    vi: { title: 'Quầy đã nộp giúp hồ sơ', happened: '{unit} đã nộp giúp hồ sơ «{serviceName}».', todo: 'Không phải ông/bà nhờ? Mở hồ sơ và bấm «Không phải tôi nhờ», hoặc gọi {helpPhone}.' },
    en: { title: 'A desk has filed for you', happened: '{unit} has filed “{serviceName}” for you.', todo: 'You did not ask for it? Open the filing and say so, or call {helpPhone}.' },
    sms: 'Quầy đã nộp giúp hồ sơ {code}. Không phải ông/bà nhờ? Gọi {helpPhone}.',
  },
  'dossier.submitted-on-behalf': {
    weight: 1, awaited: true,
    vi: { title: 'Có người nộp thay hồ sơ', happened: 'Người làm thay ông/bà vừa nộp hồ sơ «{serviceName}».', todo: 'Không phải ông/bà nhờ? Mở «Người giúp tôi» để chấm dứt, hoặc gọi {helpPhone}.' },
    en: { title: 'Somebody filed for you', happened: 'Whoever acts for you has filed “{serviceName}”.', todo: 'You did not ask for it? Open “Who helps me” and end it, or call {helpPhone}.' },
    sms: 'Có người nộp thay hồ sơ {code}. Không phải ông/bà nhờ? Gọi {helpPhone}.',
  },
  'dossier.moved': {
    weight: 0, gathers: true,
    vi: { title: 'Hồ sơ có bước mới', happened: '{laneTitle}: {says}.', todo: nothingToDo.vi },
    en: { title: 'Your filing has moved on', happened: '{laneTitle}: {says}.', todo: nothingToDo.en },
    sms: 'Hồ sơ {code} có bước mới. Ông/bà chưa cần làm gì thêm. Cần giúp: gọi {helpPhone}.',
  },
  'dossier.part-done': {
    weight: 1, gathers: true,
    vi: { title: 'Một phần hồ sơ đã xong', happened: '{laneTitle}: {says}.', todo: 'Xem kết quả ở «Hồ sơ của tôi» hoặc «Giấy tờ của tôi».' },
    en: { title: 'A part of your filing is done', happened: '{laneTitle}: {says}.', todo: 'See the result under “My filings” or “My papers”.' },
    sms: 'Hồ sơ {code}: một phần đã xong. Đăng nhập để xem kết quả. Cần giúp: gọi {helpPhone}.',
  },
  'dossier.part-refused': {
    weight: 2, gathers: true, asks: true,
    vi: { title: 'Một phần hồ sơ bị từ chối', happened: '{laneTitle}: {says}.', todo: 'Mở hồ sơ để đọc lý do và việc có thể làm tiếp.' },
    en: { title: 'A part of your filing was refused', happened: '{laneTitle}: {says}.', todo: 'Open the filing to read the reason and what you can do next.' },
    sms: 'Hồ sơ {code}: một phần bị từ chối. Đăng nhập để đọc lý do. Cần giúp: gọi {helpPhone}.',
  },
  'dossier.part-stopped': {
    weight: 2, gathers: true, asks: true,
    vi: { title: 'Một phần hồ sơ đã dừng', happened: '{laneTitle}: {says}.', todo: 'Mở hồ sơ để đọc lý do. Ông/bà có thể nộp lại.' },
    en: { title: 'A part of your filing has stopped', happened: '{laneTitle}: {says}.', todo: 'Open the filing to read why. You may file again.' },
    sms: 'Hồ sơ {code}: một phần đã dừng. Đăng nhập để đọc lý do. Cần giúp: gọi {helpPhone}.',
  },
  'dossier.part-withdrawn': {
    weight: 1, gathers: true,
    vi: { title: 'Đã rút hồ sơ', happened: '{laneTitle}: đã rút theo yêu cầu.', todo: 'Không phải ông/bà rút? Gọi {helpPhone} ngay.' },
    en: { title: 'Filing withdrawn', happened: '{laneTitle}: withdrawn as asked.', todo: 'It was not you? Call {helpPhone} at once.' },
    sms: 'Hồ sơ {code}: đã rút theo yêu cầu. Không phải ông/bà rút? Gọi {helpPhone}.',
  },
  'dossier.supplement-requested': {
    weight: 3, gathers: true, asks: true,
    vi: { title: 'Cần thêm {count} điều cho hồ sơ', happened: '{laneTitle}: cần thêm {count} điều.', todo: 'Mở hồ sơ, đọc từng điều rồi trả lời một lần.', byWhen: 'Gửi trước {until}. Trong lúc chờ, đồng hồ dừng.' },
    en: { title: '{count} more things needed for your filing', happened: '{laneTitle}: {count} more things are needed.', todo: 'Open the filing, read each item and answer once.', byWhen: 'Send it before {until}. The clock stands still meanwhile.' },
    sms: 'Hồ sơ {code} cần thêm {count} điều. Đăng nhập và gửi trước {until}. Cần giúp: gọi {helpPhone}.',
  },
  'dossier.ended': {
    weight: 2, gathers: true,
    vi: { title: 'Hồ sơ đã có trả lời', happened: 'Mọi phần của hồ sơ đã có trả lời.', todo: 'Xem kết quả và thư ở «Hồ sơ của tôi».' },
    en: { title: 'Your filing has been answered', happened: 'All parts of your filing have been answered.', todo: 'See results and letters under “My filings”.' },
    sms: 'Hồ sơ {code}: mọi phần đã có trả lời. Đăng nhập để xem kết quả. Cần giúp: gọi {helpPhone}.',
  },
  'dossier.consent-asked': {
    weight: 3, asks: true,
    vi: { title: 'Cần ý kiến của ông/bà', happened: 'Hồ sơ «{serviceName}» cần ý kiến của ông/bà.', todo: 'Đăng nhập, đọc kỹ rồi chọn đồng ý hoặc từ chối.' },
    en: { title: 'Your agreement is asked for', happened: 'The filing “{serviceName}” needs your answer.', todo: 'Sign in, read it and choose to agree or to refuse.' },
    sms: 'Có hồ sơ cần ý kiến của ông/bà. Đăng nhập Congdan để đọc và trả lời. Cần giúp: gọi {helpPhone}.',
  },
  'civil-status.birth-notice': {
    weight: 3, asks: true,
    vi: { title: 'Bé đã được báo sinh', happened: 'Cơ sở y tế đã báo sinh cho bé.', todo: 'Làm khai sinh, thường trú và thẻ bảo hiểm y tế cho bé một lần.', byWhen: 'Đăng ký khai sinh trong 60 ngày kể từ ngày sinh.' },
    en: { title: 'Your baby’s birth was reported', happened: 'The health facility has reported the birth.', todo: 'Register birth, residence and health insurance of your baby in one go.', byWhen: 'Register the birth within 60 days after it.' },
    sms: 'Bé đã được báo sinh. Đăng nhập Congdan để làm khai sinh cho bé, trong 60 ngày từ ngày sinh. Cần giúp: gọi {helpPhone}.',
  },
  'population.emergency-read': {
    weight: 3, asks: true,
    vi: { title: 'Dữ liệu của ông/bà đã được xem khẩn cấp', happened: 'Một cán bộ đã mở dữ liệu của ông/bà ngoài quyền thường ngày, vì việc gấp.', todo: 'Xem đơn vị nào, vì việc gì ở «Ai đã xem dữ liệu của tôi». Thấy lạ thì hỏi ngay tại đó.' },
    en: { title: 'Your data were opened in an emergency', happened: 'An officer opened your data beyond the rights of the post, for something urgent.', todo: 'See which unit and why under “Who looked at my data”. Ask there if it is strange.' },
    sms: 'Một cán bộ đã xem khẩn cấp dữ liệu của ông/bà. Đăng nhập Congdan để xem vì việc gì. Cần giúp: gọi {helpPhone}.',
  },
  'population.correction-done': {
    weight: 1,
    vi: { title: 'Đã sửa thông tin', happened: 'Thông tin ông/bà báo sai đã được sửa.', todo: 'Xem lại ở «Dữ liệu của tôi».' },
    en: { title: 'Your data were corrected', happened: 'What you reported as wrong has been corrected.', todo: 'Look at it under “My data”.' },
    sms: 'Thông tin ông/bà báo sai đã được sửa. Đăng nhập để xem lại. Cần giúp: gọi {helpPhone}.',
  },
  'population.correction-refused': {
    weight: 2,
    vi: { title: 'Chưa sửa được thông tin', happened: 'Yêu cầu sửa thông tin của ông/bà chưa được chấp nhận.', todo: 'Mở «Tài khoản», mục «Các lần tôi báo sai», để đọc lý do.' },
    en: { title: 'Your data were not corrected', happened: 'Your request for a correction was not accepted.', todo: 'Open “Account”, then “Errors I reported”, to read the reason.' },
    sms: 'Yêu cầu sửa thông tin chưa được chấp nhận. Đăng nhập để đọc lý do. Cần giúp: gọi {helpPhone}.',
  },
  'linkage.run-done': {
    weight: 1,
    vi: { title: 'Đối khớp danh sách đã xong', happened: 'Danh sách ông/bà yêu cầu đối khớp đã có kết quả.', todo: 'Mở «Dữ liệu ngành» để xem kết quả.' },
    en: { title: 'A list has been matched', happened: 'The list you had matched has its results.', todo: 'Open “Sector data” to see them.' },
    sms: 'Danh sách yêu cầu đối khớp đã có kết quả. Mở «Dữ liệu ngành» để xem. Cần giúp: gọi {helpPhone}.',
  },
  'linkage.run-failed': {
    weight: 2,
    vi: { title: 'Đối khớp danh sách không xong', happened: 'Danh sách ông/bà yêu cầu đối khớp chưa có kết quả.', todo: 'Mở «Dữ liệu ngành» để đọc lý do.' },
    en: { title: 'A list could not be matched', happened: 'The list you had matched has no results.', todo: 'Open “Sector data” to read why.' },
    sms: 'Danh sách yêu cầu đối khớp chưa có kết quả. Mở «Dữ liệu ngành» để đọc lý do. Cần giúp: gọi {helpPhone}.',
  },
  'my-data.answered': {
    weight: 1,
    vi: { title: 'Đã trả lời câu hỏi về lượt xem', happened: 'Cơ quan đã trả lời câu hỏi của ông/bà về một lượt xem dữ liệu.', todo: 'Mở «Ai đã xem dữ liệu của tôi» để đọc.' },
    en: { title: 'Your question about a reading was answered', happened: 'The office has answered your question about who read your data.', todo: 'Open “Who read my data” to read it.' },
    sms: 'Đã có trả lời về lượt xem dữ liệu của ông/bà. Đăng nhập để đọc. Cần giúp: gọi {helpPhone}.',
  },
  'eid.authenticator-added': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Có cách đăng nhập mới', happened: 'Tài khoản của ông/bà vừa thêm cách đăng nhập «{label}».', todo: 'Không phải ông/bà làm? Gọi {helpPhone} để khóa tài khoản.' },
    en: { title: 'New way of signing in', happened: 'A new way of signing in was added to your account: “{label}”.', todo: 'It was not you? Call {helpPhone} to lock the account.' },
    sms: 'Tài khoản vừa thêm cách đăng nhập mới. Không phải ông/bà làm? Gọi {helpPhone} để khóa.',
  },
  'eid.account-locked': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Tài khoản đã khóa', happened: 'Tài khoản định danh của ông/bà đã khóa.', todo: 'Tới công an xã bất kỳ để mở lại, mang theo thẻ căn cước.' },
    en: { title: 'Account locked', happened: 'Your e-ID account has been locked.', todo: 'Go to any commune police with your identity card to unlock it.' },
    sms: 'Tài khoản định danh đã khóa. Tới công an xã bất kỳ để mở lại. Cần giúp: gọi {helpPhone}.',
  },
  'eid.authenticator-revoked': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Đã xóa một cách đăng nhập', happened: 'Tài khoản của ông/bà vừa xóa cách đăng nhập «{label}».', todo: 'Không phải ông/bà làm? Mở «Khóa khẩn cấp» hoặc gọi {helpPhone}.' },
    en: { title: 'A way of signing in was removed', happened: 'A way of signing in was removed from your account: “{label}”.', todo: 'It was not you? Open “Emergency lock” or call {helpPhone}.' },
    sms: 'Tài khoản vừa xóa một cách đăng nhập. Không phải ông/bà làm? Gọi {helpPhone} để khóa.',
  },
  'eid.account-unlocked': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Tài khoản đã mở khóa', happened: 'Tài khoản định danh của ông/bà dùng lại được.', todo: 'Không phải ông/bà yêu cầu? Mở «Khóa khẩn cấp» hoặc gọi {helpPhone}.' },
    en: { title: 'Account unlocked', happened: 'Your e-ID account can be used again.', todo: 'You did not ask for it? Open “Emergency lock” or call {helpPhone}.' },
    sms: 'Tài khoản định danh đã mở khóa. Không phải ông/bà yêu cầu? Gọi {helpPhone} để khóa.',
  },
  'eid.account-recovered': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Tài khoản đã sang máy mới', happened: 'Tài khoản của ông/bà vừa được lấy lại trên một máy mới. Mọi cách đăng nhập cũ đã hết hiệu lực.', todo: 'Không phải ông/bà làm? Mở «Khóa khẩn cấp» hoặc gọi {helpPhone} ngay.' },
    en: { title: 'Account moved to a new device', happened: 'Your account was regained on a new device. All earlier ways of signing in have ended.', todo: 'It was not you? Open “Emergency lock” or call {helpPhone} at once.' },
    sms: 'Tài khoản vừa được lấy lại trên máy mới. Không phải ông/bà làm? Gọi {helpPhone} ngay để khóa.',
  },
  'eid.recovery-started': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Có người đang lấy lại tài khoản', happened: 'Có người đang xin lấy lại tài khoản định danh của ông/bà trên máy mới.', todo: 'Không phải ông/bà làm? Mở «Khóa khẩn cấp» hoặc gọi {helpPhone} ngay.' },
    en: { title: 'Somebody is regaining your account', happened: 'Somebody asks to regain your e-ID account on a new device.', todo: 'It was not you? Open “Emergency lock” or call {helpPhone} at once.' },
    sms: 'Có người đang lấy lại tài khoản của ông/bà. Không phải ông/bà làm? Gọi {helpPhone} ngay để khóa.',
  },
  'eid.contact-changed': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Nơi nhận mã sắp đổi', happened: 'Công an xã vừa ghi số điện thoại hoặc thư điện tử khác để nhận mã của ông/bà.', todo: 'Không phải ông/bà yêu cầu? Gọi {helpPhone} ngay, hoặc tới công an xã bất kỳ để khóa.' },
    en: { title: 'Codes go elsewhere from now on', happened: 'The commune police wrote down another phone or e-mail for your codes.', todo: 'You did not ask for it? Call {helpPhone} at once, or have the account locked at any commune police.' },
    sms: 'Nơi nhận mã định danh của ông/bà vừa đổi tại công an xã. Không phải ông/bà yêu cầu? Gọi {helpPhone} ngay.',
  },
  'eid.organisation-moved': {
    weight: 2, asks: true,
    vi: { title: 'Tài khoản tổ chức có thay đổi', happened: 'Tài khoản định danh của {name}: {to}. Lý do: {reason}', todo: 'Có nhầm lẫn thì tới công an xã nơi có trụ sở, mang theo giấy tờ của tổ chức.' },
    en: { title: 'The account of your organisation changed', happened: 'The e-ID account of {name}: {to}. Reason: {reason}', todo: 'If this is wrong, go to the commune police of its seat with its papers.' },
    sms: 'Tài khoản định danh của tổ chức ông/bà đại diện có thay đổi. Đăng nhập để xem. Cần giúp: gọi {helpPhone}.',
  },
  'eid.let-in-elsewhere': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Máy khác vừa đăng nhập', happened: 'Ông/bà vừa cho máy «{device}» đăng nhập từ điện thoại của mình.', todo: 'Không phải ông/bà làm? Mở «Thiết bị và an toàn», đăng xuất máy đó, hoặc gọi {helpPhone} ngay.' },
    en: { title: 'Another device signed in', happened: 'From your phone you have let the device “{device}” sign in.', todo: 'It was not you? Open “Devices and safety” and sign it out, or call {helpPhone} at once.' },
    sms: 'Một máy khác vừa đăng nhập tài khoản định danh của ông/bà. Không phải ông/bà làm? Gọi {helpPhone} ngay.',
  },
  'eid.guessing-alarm': {
    weight: 2,
    vi: { title: 'Nhiều lượt dò đoán bị chặn', happened: 'Trong một giờ, {times} lượt dò đoán bị chặn ({what}).', todo: 'Mở «Dò đoán» ở nơi làm việc để xem và theo dõi.' },
    en: { title: 'Much guessing was stopped', happened: 'Within one hour {times} tries at guessing were stopped ({what}).', todo: 'Open “Guessing” in the workspace to watch it.' },
    sms: 'Nhiều lượt dò đoán bị chặn trong một giờ. Đăng nhập nơi làm việc để xem. Cần giúp: gọi {helpPhone}.',
  },
  'quality.increments-differ': {
    weight: 2,
    vi: { title: 'Rà soát đêm lệch với theo dõi hằng ngày', happened: 'Lượt rà soát toàn bộ thấy thêm {missed} lỗi và bớt {stale} lỗi mà không rõ vì sao.', todo: 'Mở «Rà soát dữ liệu» ở nơi làm việc để xem quy tắc nào lệch, rồi báo kỹ thuật.' },
    en: { title: 'The nightly pass differs from the daily watch', happened: 'The full pass found {missed} faults more and {stale} fewer, for no known reason.', todo: 'Open “Data checks” in the workspace to see which rules differ, and tell the engineers.' },
    sms: 'Rà soát dữ liệu đêm qua lệch với theo dõi hằng ngày. Đăng nhập nơi làm việc để xem. Cần giúp: gọi {helpPhone}.',
  },
  'eid.password-guessed': {
    weight: 2, asks: true,
    vi: { title: 'Nhiều nơi thử mật khẩu của ông/bà', happened: 'Mật khẩu định danh của ông/bà bị nhập sai nhiều lần, từ nhiều nơi. Ông/bà vẫn đăng nhập như thường.', todo: 'Không đọc mã cho ai. Nên thêm khoá trên máy hoặc đổi mật khẩu ở «Thiết bị và an toàn».' },
    en: { title: 'Your password is being guessed', happened: 'Wrong passwords for your e-ID came from many places. You sign in as ever.', todo: 'Read codes to nobody. Better add a passkey or change the password under “Devices and safety”.' },
    sms: 'Nhiều nơi nhập sai mật khẩu định danh của ông/bà. Không đọc mã cho ai. Cần giúp: gọi {helpPhone}.',
  },
  'eid.case-approved': {
    weight: 3, asks: true,
    vi: { title: 'Định danh đã được duyệt', happened: 'Yêu cầu định danh mức {level} của ông/bà đã được duyệt.', todo: 'Tài khoản mới: mở trang «Kích hoạt» và dùng mã trong tin nhắn riêng.', byWhen: 'Kích hoạt trong {days} ngày; sau đó tới công an xã bất kỳ.' },
    en: { title: 'Your e-ID was approved', happened: 'Your request for an e-ID of level {level} was approved.', todo: 'A new account: open “Activate” and use the code of the separate message.', byWhen: 'Activate within {days} days; later at any commune police.' },
    sms: 'Yêu cầu định danh mức {level} đã được duyệt. Tài khoản mới: kích hoạt trong {days} ngày. Cần giúp: gọi {helpPhone}.',
  },
  'eid.case-refused': {
    weight: 3, asks: true,
    vi: { title: 'Định danh chưa được duyệt', happened: 'Yêu cầu định danh của ông/bà chưa được duyệt. Lý do: {reason}', todo: 'Sửa điều nêu trên rồi tới công an xã bất kỳ, mang theo thẻ căn cước.' },
    en: { title: 'Your e-ID was not approved', happened: 'Your request for an e-ID was not approved. Reason: {reason}', todo: 'Put this right and go to any commune police with your identity card.' },
    sms: 'Yêu cầu định danh chưa được duyệt. Tới công an xã bất kỳ để hỏi lý do và làm lại. Cần giúp: gọi {helpPhone}.',
  },
  'eid.enrolment-code': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Mã kích hoạt', happened: '{text}: {secret}', todo: 'Mở trang «Kích hoạt» và dùng mã này. Không đọc mã cho ai, kể cả cán bộ.', byWhen: 'Mã dùng được tới {until}.' },
    en: { title: 'Activation code', happened: '{text}: {secret}', todo: 'Open “Activate” and use this code. Tell it to nobody, not even to an officer.', byWhen: 'It works until {until}.' },
    sms: '{secret} – {text}. Dùng tới {until}. Không đọc mã cho ai, kể cả cán bộ.',
  },
  'mandates.asked': {
    weight: 3, asks: true,
    vi: { title: 'Có đề nghị làm thay', happened: 'Có người nhờ ông/bà làm thay, hoặc xin được làm thay ông/bà.', todo: 'Đăng nhập, mở «Người giúp tôi», đọc kỹ rồi chọn đồng ý hoặc từ chối.' },
    en: { title: 'A request to act for another', happened: 'Somebody asks you to act for them, or asks to act for you.', todo: 'Sign in, open “Who helps me”, read it and choose to agree or to refuse.' },
    sms: 'Có đề nghị làm thay chờ ông/bà trả lời. Đăng nhập Congdan để đọc. Cần giúp: gọi {helpPhone}.',
  },
  'mandates.given': {
    weight: 2,
    vi: { title: 'Ủy quyền đã có hiệu lực', happened: 'Một việc ủy quyền của ông/bà vừa có hiệu lực.', todo: 'Xem và chấm dứt bất cứ lúc nào ở «Người giúp tôi».' },
    en: { title: 'A permission has begun', happened: 'A permission to act, given or received by you, has begun.', todo: 'See it and end it at any time under “Who helps me”.' },
    sms: 'Một việc ủy quyền của ông/bà vừa có hiệu lực. Đăng nhập để xem. Cần giúp: gọi {helpPhone}.',
  },
  'mandates.ended': {
    weight: 1,
    vi: { title: 'Ủy quyền đã chấm dứt', happened: 'Một việc ủy quyền của ông/bà đã chấm dứt.', todo: nothingToDo.vi },
    en: { title: 'A permission has ended', happened: 'A permission to act, given or received by you, has ended.', todo: nothingToDo.en },
    sms: 'Một việc ủy quyền của ông/bà đã chấm dứt. Cần giúp: gọi {helpPhone}.',
  },
  'openid.sign-in-asked': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Có yêu cầu đăng nhập', happened: '{organisation} đang xin ông/bà xác nhận.', todo: 'Mở Congdan, vào «Tài khoản», «Những bên tôi đã cho phép». Không phải ông/bà đang làm thì bấm «Không đồng ý».' },
    en: { title: 'A sign-in is waiting', happened: '{organisation} asks you to confirm.', todo: 'Open Congdan, “Account”, “Whom I have allowed”. If it is not you, press “I do not agree”.' },
    sms: '{organisation} đang xin ông/bà xác nhận đăng nhập. Mở Congdan để trả lời. Cần giúp: gọi {helpPhone}.',
  },
  'openid.consent-given': {
    weight: 1,
    vi: { title: 'Đã cho phép xem thông tin', happened: 'Ông/bà vừa cho {organisation} xem thông tin để: {purpose}.', todo: 'Không phải ông/bà làm? Vào «Tài khoản», «Những bên tôi đã cho phép» để thu hồi.' },
    en: { title: 'Information shared', happened: 'You have just allowed {organisation} to see information for: {purpose}.', todo: 'It was not you? Withdraw under “Account”, “Whom I have allowed”.' },
    sms: 'Ông/bà vừa cho {organisation} xem thông tin. Không phải ông/bà làm? Gọi {helpPhone}.',
  },
  'eid.one-time-code': {
    weight: 3, asks: true, awaited: true,
    vi: { title: 'Mã dùng một lần', happened: '{text}: {secret}', todo: 'Không đọc mã này cho ai, kể cả cán bộ.', byWhen: 'Mã dùng được trong {minutes} phút.' },
    en: { title: 'One-time code', happened: '{text}: {secret}', todo: 'Do not tell this code to anybody, not even an officer.', byWhen: 'It works for {minutes} minutes.' },
    sms: '{secret} – {text}. Dùng trong {minutes} phút. Không đọc mã cho ai, kể cả cán bộ.',
  },
} as const satisfies Record<string, Template>

export type TemplateKey = keyof typeof templates

type Places<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Places<Rest> : never
type Sentences<T> = T extends { vi: infer V; sms: infer S } ? V[keyof V] | S : never
/** Filled by the renderer itself. */
type OwnPlaces = 'helpPhone' | 'helpHours' | 'secret'

/** The values a template needs; `code` is the filing's code, printed under the message too. */
export type VarsOf<K extends TemplateKey> = { readonly [P in Exclude<Places<Sentences<(typeof templates)[K]> & string>, OwnPlaces>]: string | number }

export type Vars = Readonly<Record<string, string | number>>
