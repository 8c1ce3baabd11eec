import { formatDateVi, formatInstantVi, type Instant, type PlainDate } from '../../kernel/plain-date.ts'
import type { Defect, LegalSource, RefusalGround } from '../catalogue/index.ts'

/** What every letter of the one-stop mechanism says at its head. */
interface Head {
  readonly dossierCode: string
  readonly unit: string
  readonly place: string
  readonly date: PlainDate
  readonly applicant: { readonly name: string; readonly address?: string; readonly phone?: string }
  readonly procedure: string
  /** Telephone and address where a person answers. */
  readonly contact: string
  readonly signer?: { readonly name: string; readonly post: string }
}
interface ReceiptLetter {
  readonly form: 'receipt'
  readonly receivedAt: Instant
  readonly promisedAt: Instant
  readonly receiver: string
  readonly papers: readonly { readonly name: string; readonly as: 'original' | 'copy' | 'electronic' | 'register' }[]
  readonly sets: number
  /** The legal time limit in words, '7 ngày làm việc'. */
  readonly limit: string
  readonly returnBy: string
  readonly registerNo?: string
}

/** One of the five letters with what only it says (TT 03/2025/TT-VPCP, Annex I, forms 01 to 05). */
export type LetterInput = Head & (
  | ReceiptLetter
  | { readonly form: 'supplement'; readonly defects: readonly Defect[]; readonly answerBefore: PlainDate; readonly note?: string }
  | { readonly form: 'refusal'; readonly ground: RefusalGround; readonly note?: string }
  | { readonly form: 'apology'; readonly daysLate: number; readonly reason: string; readonly newDate: PlainDate }
  | { readonly form: 'stop'; readonly reason: string; readonly basis?: LegalSource }
)

export type Block =
  | { readonly kind: 'fields'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
/** A letter as content, without layout: the document module prints it, the mailbox sends its text. */
export interface Letter { readonly formNo: '01' | '02' | '03' | '04' | '05'; readonly title: string; readonly barcode: string; readonly blocks: readonly Block[]; readonly signer?: { readonly name: string; readonly post: string } }

const copies = { original: 'bản chính', copy: 'bản sao', electronic: 'bản điện tử', register: 'lấy từ cơ sở dữ liệu' } as const

/** Composes one of the five letters; every field the form prescribes is demanded by its type. */
export function letterOf(input: LetterInput): Letter {
  const shared = { barcode: input.dossierCode, ...(input.signer ? { signer: input.signer } : {}) }
  switch (input.form) {
    case 'receipt': return { ...shared, formNo: '01', title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', blocks: [
      head(input, [['Người tiếp nhận', input.receiver], ...(input.registerNo ? [['Vào sổ số', input.registerNo] as const] : [])]),
      { kind: 'list', title: 'Thành phần hồ sơ', items: input.papers.map((paper) => `${paper.name} (${copies[paper.as]})`) },
      { kind: 'fields', rows: [
        ['Số lượng hồ sơ', `${input.sets} bộ`], ['Thời gian giải quyết', input.limit], ['Nhận hồ sơ lúc', formatInstantVi(input.receivedAt)],
        ['Hẹn trả kết quả lúc', formatInstantVi(input.promisedAt)], ['Cách nhận kết quả', input.returnBy],
      ] },
    ] }
    case 'supplement': return { ...shared, formNo: '02', title: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', blocks: [
      head(input, []), { kind: 'text', text: `Hồ sơ cần thêm ${input.defects.length} điều. Chỉ hỏi một lần, đủ cả.` },
      { kind: 'list', title: 'Cần thêm', items: input.defects.map((defect) => withBasis(defect.says, defect.basis)) },
      { kind: 'text', text: `Gửi trước ngày ${formatDateVi(input.answerBefore)}. Trong lúc chờ, đồng hồ dừng.` }, ...note(input.note), ask(input),
    ] }
    case 'refusal': return { ...shared, formNo: '03', title: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ', blocks: [
      head(input, []), { kind: 'fields', rows: [['Lý do', input.ground.says], ['Căn cứ', cite(input.ground.basis)]] }, ...note(input.note), ask(input),
    ] }
    case 'apology': return { ...shared, formNo: '04', title: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả', blocks: [
      head(input, []), { kind: 'text', text: `Hồ sơ trễ hẹn ${input.daysLate} ngày làm việc. Chúng tôi xin lỗi ông/bà.` },
      { kind: 'fields', rows: [['Lý do', input.reason], ['Ngày hẹn mới', formatDateVi(input.newDate)]] }, ask(input),
    ] }
    case 'stop': return { ...shared, formNo: '05', title: 'Thông báo dừng giải quyết hồ sơ', blocks: [
      head(input, []), { kind: 'fields', rows: [['Lý do', input.reason], ...(input.basis ? [['Căn cứ', cite(input.basis)] as const] : [])] }, ask(input),
    ] }
  }
}

const head = (input: Head, more: readonly (readonly [string, string])[]): Block => ({ kind: 'fields', rows: [
  ['Cơ quan', input.unit], ['Ngày', formatDateVi(input.date)], ['Mã hồ sơ', input.dossierCode], ['Người nộp', input.applicant.name],
  ...(input.applicant.address ? [['Địa chỉ', input.applicant.address] as const] : []), ...(input.applicant.phone ? [['Điện thoại', input.applicant.phone] as const] : []),
  ['Thủ tục', input.procedure], ...more,
] })
const ask = (input: Head): Block => ({ kind: 'text', text: `Cần hỏi thêm: ${input.contact}.` })
const note = (text: string | undefined): Block[] => text ? [{ kind: 'text', text }] : []
const cite = (source: LegalSource): string => [source.text, source.article].filter(Boolean).join(', ')
const withBasis = (text: string, basis: LegalSource | undefined): string => basis ? `${text} (${cite(basis)})` : text

/** The letter as plain text, for a message and for reading aloud. */
export function letterText(letter: Letter): string {
  return [letter.title, ...letter.blocks.flatMap(linesOf)].join('\n')
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'text': return [block.text]
    case 'list': return [`${block.title}:`, ...block.items.map((item, index) => `${index + 1}. ${item}`)]
    case 'fields': return block.rows.map(([label, value]) => `${label}: ${value}`)
  }
}
