import { documentSettings, readDocumentFile } from '../../foundations/documents/index.ts'
import { printEmptyCt02, printEmptyDc01, printFormToSign, residenceSlips, type FormToSign, type PrintedForm } from '../../public-services/results/index.ts'
import { isId } from '../../kernel/ids.ts'
import type { Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply } from '../../platform/http/index.ts'
import { policeAccess } from './frame.tsx'
import { personOf } from './person.tsx'
import { refuse } from './refusals.ts'

const purpose: Purpose = { code: 'print-form', basis: 'Luật Cư trú 2020, đ.33', text: 'In mẫu có sẵn thông tin để người dân ký' }
const forms: readonly FormToSign[] = ['ct01', 'ct03', 'dc02', ...residenceSlips]

const footer = (): string => (documentSettings.call().demo ? 'Congdan – bản chạy thử, dữ liệu giả, không có giá trị pháp lý' : 'In từ cơ sở dữ liệu; có giá trị khi người kê khai và cán bộ đã ký')
const pdf = ({ fileName, bytes }: PrintedForm): PageReply => ({ bytes, type: 'application/pdf', filename: fileName, inline: true, cache: 'no-store' })

/** A form to be signed, with what the state knows already on it. */
export const printRoute = pageRoute({
  method: 'GET', url: '/dc/nguoi/:person/in/:form', access: policeAccess, purpose,
  async handler(ctx, req) {
    const kind = forms.find((each) => each === req.params['form']) ?? refuse('police.form-unknown')
    return pdf(await printFormToSign(ctx, kind, personOf(req), footer()))
  },
})

/** The empty form for somebody the register does not know yet. */
export const printDc01Route = pageRoute({ method: 'GET', url: '/dc/in/dc01', access: policeAccess, purpose, handler: async (ctx) => pdf(await printEmptyDc01(ctx, footer())) })

/** The empty form for somebody settled abroad whom the register does not know. */
export const printCt02Route = pageRoute({ method: 'GET', url: '/dc/in/ct02', access: policeAccess, purpose, handler: async (ctx) => pdf(await printEmptyCt02(ctx, footer())) })

/** A paper this unit has issued: notice CT08, confirmation CT07. */
export const issuedPaperRoute = pageRoute({
  method: 'GET', url: '/dc/giay/:document', access: policeAccess, purpose: { ...purpose, text: 'In giấy đã cấp cho người dân' },
  async handler(ctx, req) {
    const id = req.params['document'] ?? ''
    const { document, bytes } = await readDocumentFile(ctx, isId(id) ? id : refuse('police.paper-unknown'))
    return { bytes, type: 'application/pdf', filename: `${document.kind}.pdf`, inline: true, cache: 'no-store' }
  },
})
