import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'dossier.service-unknown': { status: 404, vi: 'Không thấy thủ tục này, hoặc thủ tục đã hết hiệu lực.', en: 'No such service.', next: 'Tìm thủ tục khác ở trang «Thủ tục».' },
  'dossier.not-online-yet': { status: 409, vi: '{say}', en: 'This cannot be filed here yet.', next: 'Tới nơi ghi ở trang thủ tục để làm.' },
  'dossier.draft-unknown': { status: 404, vi: 'Không thấy bản đang khai này.', en: 'No such draft.', next: 'Mở lại từ trang «Việc của tôi».' },
  'dossier.draft-sent': { status: 409, vi: 'Bản khai này đã gửi rồi.', en: 'This draft has been sent.', next: 'Xem hồ sơ ở trang «Hồ sơ của tôi».' },
  'dossier.help-over': { status: 409, vi: 'Phiên làm giúp đã hết.', en: 'The time for helping is over.', next: 'Quét lại thẻ của người đang đứng ở quầy để làm tiếp.' },
  'dossier.own-matter': { status: 403, vi: 'Cán bộ không tự nhận hồ sơ của chính mình.', en: 'Officers do not take in their own filings.', next: 'Tự nộp bằng tài khoản, hoặc nhờ đồng nghiệp khác.' },
  'dossier.not-at-counter': { status: 409, vi: 'Thủ tục này chưa nhận ở quầy.', en: 'This is not taken in at a counter.', next: 'Hướng dẫn người dân theo trang thủ tục.' },
  'dossier.consent-missing': { status: 422, vi: 'Chưa có đồng ý của người nộp cho đúng nội dung này.', en: 'The person has not consented to exactly this filing.', next: 'Ghi đồng ý rồi nộp.' },
  'dossier.other-province': { status: 409, vi: 'Việc này thuộc cơ quan của tỉnh khác, quầy này không nhận được.', en: 'This belongs to another province.', next: 'Hướng dẫn nộp trực tuyến, hoặc tại quầy của tỉnh đó.' },
  'dossier.page-unknown': { status: 404, vi: 'Trang này không có trong bản khai.', en: 'No such page in this draft.' },
  'dossier.not-complete': { status: 422, vi: 'Còn chỗ chưa có câu trả lời.', en: 'Some answers are missing.', next: 'Mở từng mục trong danh sách để trả lời.' },
  'dossier.signature-missing': { status: 422, vi: 'Hồ sơ chưa được ký, hoặc nội dung đã đổi sau khi ký.', en: 'Not signed, or changed after signing.', next: 'Xem lại rồi ký lại.' },
  'dossier.no-authority': { status: 409, vi: 'Chưa xác định được cơ quan nhận hồ sơ từ nơi thường trú.', en: 'No competent authority found.', next: 'Tới quầy của xã nơi ông/bà ở để nộp.' },
  'dossier.unknown': { status: 404, vi: 'Không thấy hồ sơ này.', en: 'No such dossier.', next: 'Xem lại mã hồ sơ.' },
  'dossier.changed-meanwhile': { status: 409, vi: 'Hồ sơ vừa được người khác xử lý. Chưa có gì bị ghi đè.', en: 'Somebody else has just worked on this dossier.', next: 'Mở lại hồ sơ để xem bước mới.' },
  'dossier.exit-not-possible': { status: 409, vi: 'Bước này không cho phép việc đó.', en: 'This step has no such exit.', next: 'Mở lại hồ sơ để xem bước hiện tại.' },
  'dossier.role-wrong': { status: 403, vi: 'Bước này do chức danh khác xử lý.', en: 'Another post works on this step.' },
  'dossier.defects-needed': { status: 422, vi: 'Chọn ít nhất một điều cần thêm.', en: 'Choose at least one defect.' },
  'dossier.ground-needed': { status: 422, vi: 'Chọn căn cứ từ chối.', en: 'Choose a ground for refusal.' },
  'dossier.asked-already': { status: 409, vi: 'Đã hỏi thêm {times} lần rồi. Chỉ được hỏi một lần, đủ mọi điều.', en: 'Already asked the allowed number of times.', next: 'Xin ý kiến người phụ trách, ghi lý do hỏi thêm.' },
  'dossier.again-reason-needed': { status: 422, vi: 'Ghi vì sao phải hỏi người dân thêm lần nữa, ít nhất 10 ký tự.', en: 'Say why they must be asked again, at least ten characters.' },
  'dossier.again-not-needed': { status: 409, vi: 'Chưa cần cho phép: phần này còn lượt hỏi, hoặc đã xong.', en: 'No permission is needed now.' },
  'dossier.unchecked-items': { status: 422, vi: 'Còn mục chưa xem. Xem đủ các mục vàng rồi mới chuyển bước.', en: 'Some items have not been checked.' },
  'dossier.marked-items': { status: 409, vi: 'Có mục đang đánh dấu cần thêm, nên chưa chuyển bước được.', en: 'Some items are marked as wanting.', next: 'Gửi yêu cầu cần thêm, hoặc xem lại mục đó.' },
  'dossier.item-unknown': { status: 404, vi: 'Không có mục này trong hồ sơ.', en: 'No such item in this dossier.', next: 'Mở lại hồ sơ.' },
  'dossier.too-many-papers': { status: 422, vi: 'Mỗi mục nhận nhiều nhất {most} tệp.', en: 'At most {most} files for an item.', next: 'Bỏ bớt tệp, hoặc gộp các trang vào một tệp PDF.' },
  'dossier.paper-locked': { status: 422, vi: 'Tệp «{name}» có mật khẩu nên cán bộ không mở được.', en: 'The file is locked by a password.', next: 'Bỏ mật khẩu của tệp, hoặc chụp lại giấy.' },
  'dossier.not-waiting-for-you': { status: 409, vi: 'Hồ sơ này không chờ ông/bà bổ sung.', en: 'Nothing is asked of you here.' },
  'dossier.too-late-to-withdraw': { status: 409, vi: 'Phần này đã xong nên không rút được nữa.', en: 'This part is finished and cannot be withdrawn.' },
  'dossier.paper-unreadable': { status: 422, vi: 'Tệp «{name}» không mở được.', en: 'The file cannot be opened.', next: 'Chụp lại, hoặc chọn tệp JPG, PNG, PDF.' },
  'dossier.already-running': { status: 409, vi: 'Việc này đã có hồ sơ {code} đang chạy.', en: 'A dossier for this is already running.', next: 'Xem hồ sơ đó ở trang «Hồ sơ của tôi», hoặc hỏi người đã nộp.' },
  'dossier.consent-unknown': { status: 404, vi: 'Không thấy lời hỏi ý kiến này, hoặc đã trả lời rồi.', en: 'No such request for consent.' },
  'dossier.chosen-elsewhere': { status: 409, vi: '{say}', en: 'This case belongs to another procedure.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
