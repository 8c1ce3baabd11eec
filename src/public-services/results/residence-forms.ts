import type { FormBlock, StateForm } from '../../foundations/documents/index.ts'
import { appointmentOn } from '../../foundations/organisations/index.ts'
import { readNames, readPerson } from '../../foundations/population/index.ts'
import { householdOf, residencesOf, type Residence } from '../../foundations/residence/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { genderWord, line, upper, type FormHead } from './form-parts.ts'

/**
 * Slips of the commune police on residence (TT 66/2023/TT-BCA, kept by TT 116/2026/TT-BCA): what each is for is sure for CT02 to CT06 and likely for CT09 and
 * CT10; the items follow the law the slip serves. What the state knows is printed, the officer writes and signs the rest.
 */
export type ResidenceSlip = 'ct02' | 'ct04' | 'ct05' | 'ct06' | 'ct09' | 'ct10'
export const residenceSlips: readonly ResidenceSlip[] = ['ct02', 'ct04', 'ct05', 'ct06', 'ct09', 'ct10']

interface Known {
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly pin: string | null
  readonly phone: string | null
  readonly homes: readonly Residence[]
}

const signers = (left: string, right: string): FormBlock => ({ kind: 'signatures', cells: [{ title: left, note: 'Ký, ghi rõ họ tên' }, { title: right, note: 'Ký, ghi rõ họ tên' }] })
const pen = (rows: readonly string[], heading: string | null = null): FormBlock => ({ kind: 'lines', heading, rows: rows.map((label) => line(label)) })
const at = ({ homes }: Known, kind: Residence['kind']): string | null => homes.find((each) => each.kind === kind && each.standing === 'confirmed')?.address.text ?? null

/** The register of numbers of these slips is kept on paper. */
const unnumbered = { number: '……………' } as const

/** One slip about one person. Rights and log as the readings it is made of. */
export async function residenceSlip(ctx: Ctx, kind: ResidenceSlip, personId: string, top: FormHead, unitName: string): Promise<StateForm> {
  const { fullName, birthDate, gender, pin, phone } = await readPerson(ctx, personId, ['fullName', 'birthDate', 'gender', 'pin', 'phone'])
  const known: Known = { fullName, birthDate, gender, pin, phone, homes: await residencesOf(ctx, personId) }
  const who = await officerName(ctx)
  switch (kind) {
    case 'ct02': return ct02(top, unitName, known)
    case 'ct04': return ct04(top, known, who)
    case 'ct05': return ct05(top, known)
    case 'ct06': return ct06(top, known)
    case 'ct09': return ct09(top, known)
    case 'ct10': return ct10(top, known, (await householdOf(ctx, personId))?.fileNumber ?? null)
  }
}

/** CT02 for somebody the register does not know: nothing is printed. */
export const emptyCt02 = (top: FormHead, unitName: string): StateForm => ct02(top, unitName, null)

async function officerName(ctx: Ctx): Promise<string> {
  if (ctx.actor.kind !== 'officer') return ''
  const { personId, appointmentId } = ctx.actor
  const post = (await appointmentOn(ctx.tx, appointmentId, ctx.today))?.post.title ?? ''
  return [(await readNames(ctx, [personId])).get(personId) ?? '', post].filter((each) => each !== '').join(', ')
}

function whom(known: Known): FormBlock[] {
  return [
    { kind: 'lines', rows: [line('Họ, chữ đệm và tên', upper(known.fullName)), line('Ngày, tháng, năm sinh', known.birthDate && formatPartialVi(known.birthDate)), line('Giới tính', genderWord(known.gender))] },
    { kind: 'boxes', label: 'Số định danh cá nhân', value: known.pin, count: 12 },
  ]
}

/** Tờ khai thay đổi thông tin cư trú of Vietnamese settled abroad without a passport in force. */
function ct02(top: FormHead, unitName: string, known: Known | null): StateForm {
  return {
    ...top, title: 'Tờ khai thay đổi thông tin cư trú', subtitle: 'Mẫu CT02, dùng cho người Việt Nam định cư ở nước ngoài', addressee: unitName,
    blocks: [
      { kind: 'lines', rows: [
        line('1. Họ, chữ đệm và tên Việt Nam', known && upper(known.fullName)), line('2. Họ và tên trong hộ chiếu, giấy tờ nước ngoài'), line('3. Ngày, tháng, năm sinh', known?.birthDate ? formatPartialVi(known.birthDate) : null), line('4. Giới tính', known && genderWord(known.gender)),
      ] },
      { kind: 'boxes', label: '5. Số định danh cá nhân (nếu có)', value: known?.pin ?? null, count: 12 },
      { kind: 'lines', rows: [
        line('6. Quốc tịch nước ngoài (nếu có)'), line('7. Hộ chiếu hoặc giấy tờ do nước ngoài cấp: số, ngày cấp, cơ quan cấp'), line('8. Nơi ở, làm việc ở nước ngoài'), line('9. Nơi thường trú cuối cùng ở Việt Nam trước khi đi', known && at(known, 'permanent')),
        line('10. Ngày nhập cảnh Việt Nam, thời hạn được ở'), line('11. Số điện thoại', known?.phone ?? null), line('12. Nội dung đề nghị'), line(''),
      ] },
      { kind: 'signatures', cells: [{ title: 'Ý kiến của chủ hộ', note: 'Ghi ý kiến, ký, ghi rõ họ tên' }, { title: 'Ý kiến của chủ sở hữu chỗ ở', note: 'Ghi ý kiến, ký, ghi rõ họ tên' }, { title: 'Người kê khai', note: 'Ký, ghi rõ họ tên' }] },
    ],
  }
}

function ct04(top: FormHead, known: Known, officer: string): StateForm {
  return {
    ...top, ...unnumbered, title: 'Phiếu tiếp nhận hồ sơ và hẹn trả kết quả', subtitle: 'Mẫu CT04',
    blocks: [
      ...whom(known), { kind: 'lines', rows: [line('Số điện thoại', known.phone), line('Nơi cư trú', at(known, 'permanent') ?? at(known, 'temporary') ?? at(known, 'current')), line('Nội dung yêu cầu giải quyết')] },
      { kind: 'table', heading: 'Giấy tờ đã nhận', columns: ['TT', 'Tên giấy tờ', 'Bản chính', 'Bản sao'], rows: [1, 2, 3, 4].map((n) => [String(n), '', '', '']) },
      { kind: 'lines', rows: [line('Nhận hồ sơ lúc'), line('Hẹn trả kết quả lúc'), line('Nơi trả kết quả', top.agency.at(-1) ?? null), line('Lệ phí'), line('Người nhận hồ sơ', officer || null)] },
      signers('Người nộp hồ sơ', 'Người tiếp nhận hồ sơ'),
    ],
  }
}

function ct05(top: FormHead, known: Known): StateForm {
  return {
    ...top, ...unnumbered, title: 'Phiếu hướng dẫn bổ sung, hoàn thiện hồ sơ', subtitle: 'Mẫu CT05', addressee: `${upper(known.fullName)}`,
    blocks: [
      ...whom(known), pen(['Về việc']),
      { kind: 'paragraph', text: 'Hồ sơ chưa đủ để giải quyết. Đề nghị ông/bà bổ sung, hoàn thiện những điều ghi dưới đây. Điều có trong cơ sở dữ liệu thì cán bộ tự tra, ông/bà không phải nộp giấy.' },
      { kind: 'table', columns: ['TT', 'Cần bổ sung, hoàn thiện', 'Vì sao (điều khoản)'], rows: [1, 2, 3, 4].map((n) => [String(n), '', '']) },
      pen(['Bổ sung trước ngày', 'Số điện thoại để hỏi']), signers('Người nhận phiếu', 'Cán bộ hướng dẫn'),
    ],
  }
}

function ct06(top: FormHead, known: Known): StateForm {
  return {
    ...top, ...unnumbered, title: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ', subtitle: 'Mẫu CT06', addressee: `${upper(known.fullName)}`,
    blocks: [
      ...whom(known), pen(['Về việc']),
      { kind: 'choices', heading: 'Quyết định (đánh dấu vào ô)', items: [{ label: 'Không tiếp nhận hồ sơ', ticked: false }, { label: 'Không giải quyết hồ sơ đã nhận', ticked: false }] },
      pen(['Lý do', '', 'Căn cứ (điều khoản)', '']), { kind: 'paragraph', text: 'Ông/bà có quyền khiếu nại quyết định này theo Luật Khiếu nại.' }, signers('Người nhận phiếu', 'Thủ trưởng đơn vị'),
    ],
  }
}

/** Quyết định hủy bỏ kết quả đăng ký (Luật Cư trú 2020 đ.35): the registrations that stand are printed, the one that goes is ticked. */
function ct09(top: FormHead, known: Known): StateForm {
  const words = { permanent: 'Thường trú', temporary: 'Tạm trú', current: 'Nơi ở hiện tại' } as const
  return {
    ...top, ...unnumbered, title: 'Quyết định hủy bỏ kết quả đăng ký cư trú', subtitle: 'Mẫu CT09',
    blocks: [
      { kind: 'paragraph', text: 'Căn cứ Luật Cư trú số 68/2020/QH14 và kết quả xác minh; xét đăng ký dưới đây không đúng thẩm quyền, đối tượng hoặc điều kiện,' },
      { kind: 'paragraph', text: 'QUYẾT ĐỊNH: hủy bỏ kết quả đăng ký cư trú được đánh dấu của người có tên sau.' }, ...whom(known),
      known.homes.length > 0 ? { kind: 'choices', heading: 'Kết quả đăng ký', items: known.homes.map((each) => ({ label: `${words[each.kind]}: ${each.address.text}, từ ${formatDateVi(each.since)}`, ticked: false })) } : pen(['Kết quả đăng ký (loại, nơi, ngày)']),
      pen(['Lý do', '', 'Có hiệu lực từ ngày']), { kind: 'paragraph', text: 'Người có tên trên có quyền khiếu nại, khởi kiện quyết định này theo pháp luật.' }, signers('Người nhận quyết định', 'Thủ trưởng đơn vị'),
    ],
  }
}

function ct10(top: FormHead, known: Known, fileNumber: string | null): StateForm {
  return {
    ...top, title: 'Phiếu xác minh thông tin về cư trú', subtitle: 'Mẫu CT10', addressee: 'Công an nơi cần xác minh (ghi tên)',
    blocks: [
      { kind: 'lines', heading: 'Thông tin đã có', rows: [] }, ...whom(known),
      { kind: 'lines', rows: [line('Nơi thường trú', at(known, 'permanent')), line('Nơi tạm trú', at(known, 'temporary')), line('Nơi ở hiện tại', at(known, 'current')), line('Số hồ sơ cư trú', fileNumber)] },
      pen(['Nội dung cần xác minh', '', 'Trả lời trước ngày'], 'Đề nghị xác minh'), signers('Cán bộ đề nghị', 'Thủ trưởng đơn vị'),
      pen(['Kết quả', '', '', 'Ngày xác minh'], 'Kết quả xác minh'), signers('Cán bộ xác minh', 'Thủ trưởng đơn vị nơi xác minh'),
    ],
  }
}
