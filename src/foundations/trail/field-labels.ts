interface Words {
  readonly vi: string
  readonly en: string
}

/** Registers as the citizen reads them. */
const registers: Readonly<Record<string, Words>> = {
  population: { vi: 'Cơ sở dữ liệu dân cư', en: 'Population register' },
  residence: { vi: 'Cư trú', en: 'Residence register' },
  'civil-status': { vi: 'Hộ tịch', en: 'Civil-status register' },
  'health-insurance': { vi: 'Bảo hiểm y tế', en: 'Health insurance' },
  documents: { vi: 'Giấy tờ đã cấp', en: 'Issued papers' },
  dossier: { vi: 'Hồ sơ thủ tục', en: 'Dossiers' },
  mailbox: { vi: 'Hộp tin', en: 'Messages' },
  wallet: { vi: 'Ví giấy tờ', en: 'Wallet' },
  organisations: { vi: 'Cán bộ và chức vụ', en: 'Posts and officers' },
  eid: { vi: 'Tài khoản định danh', en: 'e-ID account' },
  card: { vi: 'Thẻ căn cước', en: 'Identity card' },
  mandates: { vi: 'Đại diện và ủy quyền', en: 'Mandates' },
  linkage: { vi: 'Danh sách của ngành', en: 'A sector’s list' },
  'access-log': { vi: 'Sổ lượt xem', en: 'Access log' },
  'sector-lists': { vi: 'Danh sách của ngành', en: 'Lists of sectors' },
}

/** Every field a register logs, in words (Luật Căn cước 2023 Đ9 for the person; domain dictionary for the rest). */
const fields: Readonly<Record<string, Words>> = {
  fullName: { vi: 'họ tên', en: 'name' }, birthName: { vi: 'họ tên khai sinh', en: 'birth name' }, otherName: { vi: 'tên gọi khác', en: 'other name' }, name: { vi: 'họ tên', en: 'name' },
  pin: { vi: 'số định danh', en: 'personal number' }, identityNumbers: { vi: 'số giấy tờ cũ', en: 'old numbers' }, identityCards: { vi: 'thẻ căn cước và chứng minh nhân dân', en: 'identity cards' }, oldIdNumbers: { vi: 'số CMND cũ', en: 'old ID numbers' },
  birthDate: { vi: 'ngày sinh', en: 'date of birth' }, gender: { vi: 'giới tính', en: 'gender' }, birthPlace: { vi: 'nơi sinh', en: 'place of birth' },
  birthRegistrationPlace: { vi: 'nơi đăng ký khai sinh', en: 'place of birth registration' }, nativePlace: { vi: 'quê quán', en: 'native place' },
  ethnicity: { vi: 'dân tộc', en: 'ethnicity' }, religion: { vi: 'tôn giáo', en: 'religion' }, nationality: { vi: 'quốc tịch', en: 'nationality' },
  nationalities: { vi: 'quốc tịch', en: 'nationality' }, bloodType: { vi: 'nhóm máu', en: 'blood group' }, cards: { vi: 'thẻ căn cước', en: 'identity cards' },
  relations: { vi: 'người thân', en: 'relatives' }, relatives: { vi: 'người thân', en: 'relatives' }, permanentResidence: { vi: 'nơi thường trú', en: 'permanent residence' },
  permanentCommune: { vi: 'xã thường trú', en: 'commune of residence' }, temporaryResidence: { vi: 'nơi tạm trú', en: 'temporary residence' }, temporaryCommune: { vi: 'xã tạm trú', en: 'commune of temporary residence' }, temporaryUntil: { vi: 'hạn tạm trú', en: 'end of temporary residence' }, temporaryRenewal: { vi: 'hạn tạm trú', en: 'end of temporary residence' },
  currentResidence: { vi: 'nơi cư trú', en: 'residence' }, currentPlace: { vi: 'nơi ở hiện tại', en: 'present place' }, residence: { vi: 'nơi cư trú', en: 'residence' },
  lodging: { vi: 'thông báo lưu trú', en: 'lodging notice' }, absenceDeclaration: { vi: 'khai báo tạm vắng', en: 'absence' }, residenceFileNumber: { vi: 'số hồ sơ cư trú', en: 'residence file number' },
  maritalStatus: { vi: 'tình trạng hôn nhân', en: 'marital status' }, relationToHead: { vi: 'quan hệ với chủ hộ', en: 'relation to head' },
  household: { vi: 'hộ gia đình', en: 'household' }, headName: { vi: 'tên chủ hộ', en: 'head of household' }, lifeStatus: { vi: 'còn sống hay đã mất', en: 'vital status' },
  deathDate: { vi: 'ngày mất', en: 'date of death' }, missingDate: { vi: 'ngày mất tích', en: 'date missing' }, phone: { vi: 'số điện thoại', en: 'phone' },
  email: { vi: 'thư điện tử', en: 'e-mail' }, area: { vi: 'xã cư trú', en: 'commune' }, photo: { vi: 'ảnh chân dung', en: 'photo' }, extra: { vi: 'thông tin khác', en: 'other data' },
  marks: { vi: 'mục hạn chế', en: 'restricted marks' }, history: { vi: 'các lần thay đổi', en: 'history' }, personId: { vi: 'mã trong sổ dân cư', en: 'code in the register' },
  birthNotice: { vi: 'giấy chứng sinh', en: 'birth notice' }, birthRecord: { vi: 'đăng ký khai sinh', en: 'birth record' }, marriageRecord: { vi: 'đăng ký kết hôn', en: 'marriage record' },
  deathRecord: { vi: 'đăng ký khai tử', en: 'death record' }, maritalCertificate: { vi: 'giấy xác nhận tình trạng hôn nhân', en: 'certificate of marital status' }, recognitionRecord: { vi: 'đăng ký nhận cha, mẹ, con', en: 'recognition of a parent or child' },
  adoptionRecord: { vi: 'đăng ký nuôi con nuôi', en: 'adoption record' }, guardianshipRecord: { vi: 'đăng ký giám hộ', en: 'guardianship record' }, divorceNote: { vi: 'ghi chú ly hôn, hủy kết hôn', en: 'note of a divorce' },
  civilChange: { vi: 'thay đổi, cải chính hộ tịch', en: 'change of civil-status facts' }, courtNote: { vi: 'ghi chú quyết định của Tòa án', en: 'note of a court decision' }, bookLine: { vi: 'một dòng trong sổ hộ tịch', en: 'a line of a civil-status book' },
  preparedAct: { vi: 'dự thảo việc hộ tịch', en: 'a prepared civil-status act' },
  marriage: { vi: 'đăng ký kết hôn', en: 'marriage' }, event: { vi: 'việc sinh', en: 'birth' }, noticeNumber: { vi: 'số giấy chứng sinh', en: 'notice number' }, noticeDate: { vi: 'ngày chứng sinh', en: 'notice date' },
  birthTime: { vi: 'giờ sinh', en: 'time of birth' }, weightGrams: { vi: 'cân nặng khi sinh', en: 'birth weight' }, childOrder: { vi: 'con thứ mấy', en: 'order of birth' },
  card: { vi: 'thẻ bảo hiểm y tế', en: 'insurance card' }, messages: { vi: 'danh sách tin', en: 'messages' }, message: { vi: 'một tin', en: 'a message' }, papers: { vi: 'danh sách giấy tờ', en: 'papers' },
  appointment: { vi: 'chức vụ được giao', en: 'appointment' }, post: { vi: 'vị trí', en: 'post' }, organisation: { vi: 'đơn vị', en: 'organisation' }, accessEntry: { vi: 'lượt xem dữ liệu', en: 'reading' },
  mother: { vi: 'thông tin của mẹ', en: 'mother' }, father: { vi: 'thông tin của cha', en: 'father' }, child: { vi: 'thông tin của bé', en: 'child' }, requester: { vi: 'thông tin người yêu cầu', en: 'requester' },
  entries: { vi: 'các việc trong sổ hộ tịch', en: 'entries of the civil-status books' }, entry: { vi: 'một việc trong sổ hộ tịch', en: 'an entry of a civil-status book' },
  deceased: { vi: 'thông tin của người đã mất', en: 'the deceased' }, relation: { vi: 'quan hệ gia đình', en: 'family relation' }, sharedHome: { vi: 'chỗ ở chung', en: 'shared home' }, sharedCommune: { vi: 'xã của chỗ ở chung', en: 'commune of the shared home' },
  partner: { vi: 'thông tin của người sẽ kết hôn', en: 'the other one of the couple' },
  host: { vi: 'thông tin của chủ hộ', en: 'head of household' }, owner: { vi: 'thông tin của chủ nhà', en: 'owner of the dwelling' },
  floorArea: { vi: 'diện tích ở', en: 'floor space' },
  member: { vi: 'thông tin người cùng hộ', en: 'household member' }, home: { vi: 'chỗ ở', en: 'home' }, motherHome: { vi: 'chỗ ở của mẹ', en: "mother's home" }, fatherHome: { vi: 'chỗ ở của cha', en: "father's home" },
  corrections: { vi: 'đề nghị sửa thông tin', en: 'requests for correction' }, consent: { vi: 'ý kiến của chủ hộ', en: "the head's answer" }, request: { vi: 'nội dung đề nghị', en: 'what is asked' }, copies: { vi: 'số bản sao', en: 'copies' },
  status: { vi: 'tình trạng hồ sơ', en: 'state of a filing' }, account: { vi: 'tài khoản định danh', en: 'e-ID account' },
  quality: { vi: 'lỗi dữ liệu cần sửa', en: 'faults to be mended' }, 'quality-pass': { vi: 'rà chất lượng dữ liệu', en: 'check of data quality' },
  listLine: { vi: 'dòng trong danh sách của ngành', en: 'line of a sector’s list' },
  list: { vi: 'điều danh sách của ngành ghi', en: 'what a sector’s list says' },
  sectorNumber: { vi: 'số của ngành', en: 'number of a sector' },
  ownHome: { vi: 'hộ đang có tên', en: 'own household' }, members: { vi: 'người cùng tách hộ', en: 'who leaves the household together' }, split: { vi: 'việc tách hộ', en: 'household split' },
  old: { vi: 'số chứng minh nhân dân cũ', en: 'old number' }, oldNumbers: { vi: 'số chứng minh nhân dân cũ', en: 'old numbers' },
  newHousehold: { vi: 'hộ sẽ chuyển vào', en: 'new household' }, clinic: { vi: 'nơi khám chữa bệnh', en: 'clinic' }, other: { vi: 'mục khác', en: 'other' },
}

export type LabelLanguage = 'vi' | 'en'

export function registerLabel(register: string, language: LabelLanguage = 'vi'): string {
  return registers[register]?.[language] ?? (language === 'vi' ? 'Sổ khác' : 'Another register')
}

/** True when the field has words of its own: tests ask it of every field a register may log. */
export function hasFieldLabel(field: string): boolean {
  return wordsOf(field) !== undefined
}

/** Fields in words, each once, in the order given: 'họ tên', 'nơi thường trú'. A paper or an unknown field is named by its kind. */
export function fieldLabels(logged: readonly string[], language: LabelLanguage = 'vi'): string[] {
  return [...new Set(logged.map((field) => (wordsOf(field) ?? fields['other']!)[language]))]
}

const paper: Words = { vi: 'giấy tờ trong hồ sơ', en: 'papers of the dossier' }
const check: Words = { vi: 'kết quả máy kiểm tra', en: 'results of checks' }
const issued: Readonly<Record<string, Words>> = {
  'birth-certificate': { vi: 'giấy khai sinh', en: 'birth certificate' }, 'health-card': { vi: 'thẻ bảo hiểm y tế', en: 'insurance card' }, 'residence-confirmation': { vi: 'xác nhận cư trú', en: 'confirmation of residence' }, 'residence-notice': { vi: 'thông báo kết quả cư trú', en: 'residence notice' },
  'old-number-confirmation': { vi: 'giấy xác nhận số chứng minh nhân dân', en: 'confirmation of an old number' },
  'civil-extract': { vi: 'trích lục hộ tịch', en: 'civil-status extract' }, 'civil-copy': { vi: 'bản sao giấy tờ hộ tịch', en: 'copy of a civil-status paper' }, 'civil-paper': { vi: 'giấy tờ hộ tịch', en: 'civil-status paper' },
  receipt: { vi: 'giấy tiếp nhận', en: 'receipt' }, 'supplement-letter': { vi: 'phiếu yêu cầu bổ sung', en: 'request for more' }, 'refusal-letter': { vi: 'phiếu từ chối', en: 'letter of refusal' }, 'stop-letter': { vi: 'thông báo dừng', en: 'letter of stop' },
}

/** 'mother.fullName' → the words of fullName; 'mother' → the words of the whole block; 'paper:…' → a paper; 'birth-proven', the code of a rule → its outcome. */
function wordsOf(field: string): Words | undefined {
  if (field.startsWith('paper:')) return paper
  const known = fields[field] ?? issued[field] ?? fields[field.slice(field.lastIndexOf('.') + 1)] ?? (field.includes('.') ? fields[field.slice(0, field.indexOf('.'))] : undefined)
  return known ?? (field.includes('-') ? check : undefined)
}
