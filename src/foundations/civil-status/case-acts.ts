import { z } from 'zod'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { partialDateSchema, plainDateSchema } from '../population/index.ts'
import { adoptChild, adoptionAct } from './adopt-child.ts'
import { certifyMaritalStatus, maritalStatusAct } from './certify-marital-status.ts'
import { changeCivilFacts, civilChangeAct, civilChanges, correctable } from './change-civil-facts.ts'
import { annulDeathDeclaration, annulDeclarationAct, declarationAct, declareDeath } from './declare-death.ts'
import { endGuardianship, guardianshipEndAct } from './end-guardianship.ts'
import { annulMarriage, annulMarriageAct, divorceAct, noteDivorce } from './note-divorce.ts'
import { paperOf } from './people.ts'
import type { CivilAct, Registered, Registering } from './plan.ts'
import { previewOf, type Preview } from './preview.ts'
import { recogniseParent, recognitionAct } from './recognise-parent.ts'
import { birthIsLate, checkBirth, registerBirth } from './register-birth.ts'
import { checkBirthAgain, registerBirthAgain } from './register-birth-again.ts'
import { deathAct, registerDeath } from './register-death.ts'
import { foreignSpouseDeathAct, registerForeignSpouseDeath } from './register-foreign-spouse-death.ts'
import { guardianshipAct, registerGuardianship } from './register-guardianship.ts'
import { marriageAct, registerMarriage } from './register-marriage.ts'

/** An act that is prepared by one officer and signed by another (or by the same, for notes from a court). */
export interface CaseAct<I = unknown> {
  readonly title: string
  readonly schema: z.ZodType<I>
  /** Whose permission the signature needs. */
  readonly permission: string
  /** Runs every check and says what would change; writes nothing. */
  preview(ctx: Ctx, input: I & { readonly area: string }): Promise<Preview>
  sign(ctx: Ctx, input: I & Registering): Promise<{ readonly actId: string; readonly entryId: string }>
}

const paper = z.object({ number: z.string(), date: plainDateSchema, issuer: z.string() })
const foreign = z.object({ number: z.string(), date: plainDateSchema, authority: z.string(), country: z.string() })
const foreigner = z.object({ fullName: z.string(), birthDate: plainDateSchema, nationality: z.string(), passportNumber: z.string(), residence: z.string().nullish() })
const requester = z.object({ personId: z.uuid().nullish(), fullName: z.string().nullish(), relation: z.string().nullish() })
const place = z.object({ area: z.string().nullable(), text: z.string().nullable() })
const declared = z.object({ fullName: z.string().min(1), birthDate: partialDateSchema.nullish(), ethnicity: z.string().nullish(), nationality: z.string().nullish(), residence: z.string().nullish(), paperKind: z.string().nullish(), paperNumber: z.string().nullish() })

function entryCase<I>(title: string, schema: z.ZodType<unknown>, act: CivilAct<I>, sign: (ctx: Ctx, input: I & Registering) => Promise<Registered>): CaseAct<I> {
  return { title, schema: schema as z.ZodType<I>, permission: act.permission, preview: async (ctx, input) => previewOf(ctx, await act.plan(ctx, input)), sign }
}

const birthSchema = z.object({
  child: z.object({
    fullName: z.string(), gender: z.enum(['male', 'female']), birthDate: plainDateSchema, birthTime: z.string().nullish(), birthPlace: place, nativePlace: place.nullish(), ethnicity: z.string().nullish(),
    nationalities: z.array(z.string()).optional(), deliveryOrder: z.int().optional(),
  }),
  motherId: z.uuid().nullable(), fatherId: z.uuid().nullable(), declaredMother: declared.optional(), declaredFather: declared.optional(), abandoned: z.boolean().optional(), minutes: paper.optional(), foreign: foreign.nullish(),
  requester: z.object({ personId: z.uuid().nullish(), fullName: z.string().optional(), relation: z.string() }), note: z.string().nullish(),
})
type BirthInput = z.infer<typeof birthSchema>

const birth: CaseAct<BirthInput> = {
  title: 'Đăng ký khai sinh', schema: birthSchema, permission: 'civil-status.register-birth',
  async preview(ctx, input) {
    const registering = { ...input, signer: { fullName: '', title: '' }, commandId: '' }
    const { parents } = await checkBirth(ctx, registering as Parameters<typeof registerBirth>[1])
    const { child } = input
    const [mother, father] = [parents.mother?.fullName ?? input.declaredMother?.fullName, parents.father?.fullName ?? input.declaredFather?.fullName]
    const new_ = (what: string, after: string) => ({ who: child.fullName, what, before: '', after, from: formatDateVi(child.birthDate) })
    return {
      about: child.fullName, late: birthIsLate(child.birthDate, ctx.today), remarks: input.minutes ? [`Biên bản ${paperOf('minutes', input.minutes).number}, ngày ${formatDateVi(input.minutes.date)}`] : [],
      entry: [
        { label: 'Họ, chữ đệm, tên', value: child.fullName }, { label: 'Ngày sinh', value: formatDateVi(child.birthDate) }, { label: 'Giới tính', value: child.gender === 'male' ? 'Nam' : 'Nữ' }, { label: 'Nơi sinh', value: child.birthPlace.text ?? '' },
        { label: 'Mẹ', value: mother ?? 'Chưa xác định' }, { label: 'Cha', value: father ?? 'Chưa xác định' },
      ],
      changes: [
        new_('Người mới trong dữ liệu dân cư', child.fullName), new_('Số định danh cá nhân', 'cấp mới khi ký'), ...(mother ? [new_('Mẹ', mother)] : []), ...(father ? [new_('Cha', father)] : []),
        ...[parents.mother, parents.father].flatMap((parent) => (parent ? [{ who: parent.fullName, what: 'Con', before: '', after: child.fullName, from: formatDateVi(child.birthDate) }] : [])),
      ],
    }
  },
  async sign(ctx, input) {
    const done = await registerBirth(ctx, input as Parameters<typeof registerBirth>[1])
    return { actId: done.actId, entryId: done.recordId }
  },
}

const againSchema = z.object({ personId: z.uuid(), firstRegisteredOn: plainDateSchema, firstPlace: z.string().min(1), requester, booksLost: z.boolean() })
const birthAgain: CaseAct<z.infer<typeof againSchema>> = {
  title: 'Đăng ký lại khai sinh', schema: againSchema, permission: 'civil-status.register-birth',
  async preview(ctx, input) {
    const person = await checkBirthAgain(ctx, input)
    return {
      about: person.fullName, late: false, remarks: ['Không cấp số định danh mới, không đổi dữ liệu dân cư.'], changes: [],
      entry: [{ label: 'Họ, chữ đệm, tên', value: person.fullName }, { label: 'Đã đăng ký ngày', value: formatDateVi(input.firstRegisteredOn) }, { label: 'Tại', value: input.firstPlace }],
    }
  },
  async sign(ctx, input) {
    const done = await registerBirthAgain(ctx, input)
    return { actId: done.actId, entryId: done.recordId }
  },
}

const deathWords = { diedAt: z.string().nullish(), place: z.string(), cause: z.string(), noticeKind: z.string(), notice: paper.nullish(), requester, foreign: foreign.nullish(), note: z.string().nullish() }
const death = z.object({ personId: z.uuid(), diedOn: partialDateSchema, ...deathWords })
const court = z.object({ marriageId: z.uuid(), decision: paper, effectiveOn: plainDateSchema })

/** Every act that can be prepared on the screens of civil status, by its name in the address. */
export const caseActs = {
  'khai-sinh': birth,
  'khai-sinh-lai': birthAgain,
  'khai-tu': entryCase('Đăng ký khai tử', death, deathAct, registerDeath),
  'khai-tu-nguoi-nuoc-ngoai': entryCase('Đăng ký khai tử cho vợ, chồng là người nước ngoài', z.object({ marriageId: z.uuid(), diedOn: plainDateSchema, ...deathWords }), foreignSpouseDeathAct, registerForeignSpouseDeath),
  'tuyen-bo-chet': entryCase('Khai tử theo quyết định của Tòa án', z.object({ personId: z.uuid(), diedOn: partialDateSchema, decision: paper, effectiveOn: plainDateSchema, requester: requester.optional() }), declarationAct, declareDeath),
  'huy-tuyen-bo-chet': entryCase('Ghi chú hủy tuyên bố chết', z.object({ entryId: z.uuid(), decision: paper, effectiveOn: plainDateSchema }), annulDeclarationAct, annulDeathDeclaration),
  'ket-hon': entryCase('Đăng ký kết hôn', z.object({ husbandId: z.uuid().nullable(), wifeId: z.uuid().nullable(), foreigner: foreigner.nullish(), bothPresent: z.boolean(), statusProof: paper.nullish(), again: z.object({ since: plainDateSchema }).nullish(), foreign: foreign.nullish(), note: z.string().nullish() }), marriageAct, registerMarriage),
  'ly-hon': entryCase('Ghi chú ly hôn', court, divorceAct, noteDivorce),
  'huy-ket-hon': entryCase('Ghi chú hủy kết hôn trái pháp luật', court, annulMarriageAct, annulMarriage),
  'tinh-trang-hon-nhan': entryCase('Xác nhận tình trạng hôn nhân', z.object({ personId: z.uuid(), purposeKind: z.string(), purpose: z.string(), period: z.object({ place: z.string(), from: plainDateSchema, to: plainDateSchema }).nullish(), requester: requester.optional() }), maritalStatusAct, certifyMaritalStatus),
  'nhan-cha-me-con': entryCase('Đăng ký nhận cha, mẹ, con', z.object({ parentId: z.uuid(), childId: z.uuid(), kind: z.enum(['1', '2', '3', '4']), proof: paper, noDispute: z.boolean(), otherParentAgrees: z.boolean(), requester: requester.optional() }), recognitionAct, recogniseParent),
  'nuoi-con-nuoi': entryCase('Đăng ký nuôi con nuôi', z.object({ childId: z.uuid(), fatherId: z.uuid().nullable(), motherId: z.uuid().nullable(), stepParent: z.boolean().optional(), relative: z.boolean().optional(), birthParentsAgree: z.boolean(), childAgrees: z.boolean(), handedOverBy: z.string().nullish() }), adoptionAct, adoptChild),
  'giam-ho': entryCase('Đăng ký giám hộ', z.object({ guardianId: z.uuid(), wardId: z.uuid(), reason: z.string(), decision: paper.nullish(), guardianAgrees: z.boolean(), together: z.boolean().optional() }), guardianshipAct, registerGuardianship),
  'cham-dut-giam-ho': entryCase('Chấm dứt giám hộ', z.object({ entryId: z.uuid(), on: plainDateSchema, reason: z.string(), decision: paper.nullish() }), guardianshipEndAct, endGuardianship),
  'thay-doi-cai-chinh': entryCase('Thay đổi, cải chính hộ tịch', z.object({ personId: z.uuid(), change: z.enum(civilChanges), field: z.enum(correctable).nullish(), value: z.string(), reason: z.string(), proof: paper.nullish(), personAgrees: z.boolean() }), civilChangeAct, changeCivilFacts),
} as const
export type CaseActName = keyof typeof caseActs

export const isCaseAct = (name: string): name is CaseActName => Object.hasOwn(caseActs, name)
export const caseAct = (name: CaseActName): CaseAct => caseActs[name] as unknown as CaseAct
