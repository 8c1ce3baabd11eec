import { appointmentOn } from '../foundations/organisations/index.ts'
import { certifyMaritalStatus, issueCopy, issueEntryPaper, readEntry, registerBirth, registerDeath, registerMarriage } from '../foundations/civil-status/index.ts'
import { fullAreaName } from '../foundations/areas/index.ts'
import { confirmDeclaredNumber, personStatus, readNames } from '../foundations/population/index.ts'
import { declareAbsence, householdOf, openHousehold, registerPermanent, registerTemporary, renewTemporary, residencesOf, splitHousehold, type DeclareAbsence } from '../foundations/residence/index.ts'
import { deterministicId } from '../kernel/ids.ts'
import { refusals } from '../kernel/refusal.ts'
import { addMonths, isPlainDate, todayAt } from '../kernel/plain-date.ts'
import { forPurpose, type Ctx } from '../platform/index.ts'
import type { EffectCall, EffectDone, FiledFact } from '../public-services/dossier/index.ts'
import { membersIn } from '../public-services/forms/index.ts'
import { issueBirthCertificate, issueOldNumberConfirmation, issueResidenceConfirmation, issueResidenceNotice } from '../public-services/results/index.ts'
import { issueCardUnderSix } from '../socio-economic/health/index.ts'

const { refuse } = refusals({
  'effects.deceased-unknown': { status: 409, vi: 'Chưa thấy người đã mất trong dữ liệu dân cư.', en: 'The deceased is not in the register.', next: 'Hỏi lại người nộp số định danh của người đã mất.' },
  'effects.partner-unknown': { status: 409, vi: 'Chưa thấy người được khai trong dữ liệu dân cư.', en: 'The one named is not in the register.', next: 'Từ chối, hướng dẫn nộp lại với đúng số định danh.' },
  'effects.host-heads-none': { status: 409, vi: 'Người được khai là chủ hộ hiện không đứng tên hộ nào.', en: 'The person named is the head of no household.', next: 'Từ chối, hướng dẫn nộp lại với số định danh của chủ hộ.' },
  'effects.host-elsewhere': { status: 409, vi: 'Hộ của người được khai là chủ hộ không ở xã này.', en: 'The household named is in another commune.', next: 'Từ chối, hướng dẫn nộp lại với đúng địa chỉ và chủ hộ.' },
  'effects.head-changed': { status: 409, vi: 'Chủ hộ đã đổi từ khi nộp nên ý kiến đồng ý không còn của chủ hộ hiện nay.', en: 'The household has another head since this was filed.', next: 'Từ chối, hướng dẫn nộp lại để hỏi chủ hộ hiện nay.' },
  'effects.no-term': { status: 409, vi: 'Người này không có đăng ký tạm trú nào để gia hạn.', en: 'There is no temporary residence to renew.', next: 'Từ chối và hướng dẫn đăng ký tạm trú mới.' },
})

type Effect = (ctx: Ctx, call: EffectCall) => Promise<EffectDone>

/** The legal acts that end states of procedures name, by the name they are called there. */
export const effects: Readonly<Record<string, Effect>> = {
  'civil-status.registerBirth': birth,
  'civil-status.registerDeath': death,
  'civil-status.registerMarriage': marriage,
  'civil-status.certifyMaritalStatus': maritalStatus,
  'civil-status.issueCopy': copy,
  'residence.registerPermanent': permanent,
  'residence.moveIn': moveIn,
  'residence.openHousehold': household,
  'residence.registerTemporary': temporary,
  'residence.renewTemporary': renewal,
  'residence.splitHousehold': split,
  'residence.confirm': confirmation,
  'residence.declareAbsence': absence,
  'population.confirmOldNumber': oldNumber,
  'health.issueCardUnderSix': healthCard,
}

/** Runs the act for the purpose of its dossier, so that every reading in it is shown under that dossier. */
export async function runEffect(ctx: Ctx, call: EffectCall): Promise<EffectDone> {
  const effect = effects[call.act]
  if (!effect) throw new Error(`no act is wired for effect ${call.act}`)
  return effect(forPurpose(ctx, { ...ctx.purpose, dossierId: call.dossier.dossierId }), call)
}

async function birth(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const text = (name: string): string | null => (typeof inputs[name] === 'string' && inputs[name] !== '' ? inputs[name] : null)
  const place = (words: string | null) => ({ area: null, text: words })
  const notice = text('notice')
  const done = await registerBirth(ctx, {
    area: lane.area, commandId, dossierId: dossier.dossierId,
    child: {
      fullName: text('fullName')!, gender: text('gender') === 'male' ? 'male' : 'female', birthDate: text('birthDate')!, birthTime: text('birthTime'), birthPlace: place(text('birthPlace')),
      nativePlace: text('nativePlace') ? place(text('nativePlace')) : null, ethnicity: text('ethnicity'), nationalities: [text('nationality') ?? 'VNM'],
    },
    motherId: text('mother'), fatherId: text('father'), requester: { personId: dossier.requesterId, relation: relationWords[text('relation') ?? ''] ?? 'Người thân' },
    notice: notice ? { facilityCode: String(dossier.snapshot.facts['event.facilityCode']?.value ?? ''), noticeNumber: notice } : null, signer: await signerOf(ctx),
  })
  const documentId = await issueBirthCertificate(ctx, { recordId: done.recordId, organisationId: lane.organisationId, dossierId: dossier.dossierId })
  return { documentId, facts: { 'child.personId': fact(ctx, done.personId), 'child.pin': fact(ctx, done.pin), 'child.entryNumber': fact(ctx, `${done.entryNumber}, quyển ${done.bookNumber}`) } }
}

async function death(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const text = (name: string): string | null => (typeof inputs[name] === 'string' && inputs[name] !== '' ? inputs[name] : null)
  const noticeKind = text('noticeKind') ?? '0'
  const signer = await signerOf(ctx)
  const done = await registerDeath(ctx, {
    area: lane.area, personId: text('person') ?? refuse('effects.deceased-unknown', { field: 'deceased.pin' }), diedOn: text('diedOn')!, diedAt: text('diedAt'), place: text('place') ?? '', cause: text('cause') ?? '', noticeKind,
    notice: noticeKind === '0' ? null : { number: text('noticeNumber') ?? '', date: text('noticeDate')!, issuer: text('noticeIssuer') ?? '' },
    requester: { personId: dossier.requesterId, relation: text('relation') }, signer, commandId, dossierId: dossier.dossierId,
  })
  return entryDone(ctx, done, dossier, signer)
}

/** Both have come and signed the book: the step before this one says so (Luật Hộ tịch 2014 đ.18 k.2). Who is husband and who is wife follows from the register. */
async function marriage(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const [requester, partner] = [String(inputs['requester']), typeof inputs['partner'] === 'string' ? inputs['partner'] : refuse('effects.partner-unknown', { field: 'partner.pin' })]
  const signer = await signerOf(ctx)
  const [husbandId, wifeId] = (await personStatus(ctx.tx, requester))?.gender === 'male' ? [requester, partner] : [partner, requester]
  const done = await registerMarriage(ctx, { area: lane.area, husbandId, wifeId, bothPresent: true, signer, commandId, dossierId: dossier.dossierId })
  return entryDone(ctx, done, dossier, signer)
}

async function maritalStatus(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const text = (name: string): string => (typeof inputs[name] === 'string' ? inputs[name] : '')
  const signer = await signerOf(ctx)
  const done = await certifyMaritalStatus(ctx, {
    area: lane.area, personId: text('person'), purposeKind: text('purposeKind'), purpose: text('purpose'), period: text('from') ? { place: text('place'), from: text('from'), to: text('to') } : null,
    requester: { personId: dossier.requesterId }, signer, commandId, dossierId: dossier.dossierId,
  })
  return entryDone(ctx, done, dossier, signer)
}

/** What the book says on the day of signing is printed, with every note made until then. */
async function copy(ctx: Ctx, { inputs, commandId }: EffectCall): Promise<EffectDone> {
  const entryId = String(inputs['entry'])
  const { later } = await readEntry(ctx, entryId)
  const done = await issueCopy(ctx, {
    entryId, kind: inputs['kind'] === 'copy' ? 'copy' : 'extract', copies: Number(inputs['copies']), requester: String(inputs['requester']), signer: await signerOf(ctx), seenNotes: later.length, commandId: deterministicId('civil-copy', commandId),
  })
  return { documentId: done.documentId, facts: { 'copy.number': fact(ctx, `${done.number}/${done.year}`) } }
}

/** The entry's own paper, for whoever asked and the people of the entry. */
async function entryDone(ctx: Ctx, done: { readonly entryId: string; readonly entryNumber: string; readonly bookNumber: string }, dossier: EffectCall['dossier'], signer: { fullName: string; title: string }): Promise<EffectDone> {
  const documentId = await issueEntryPaper(ctx, { entryId: done.entryId, holders: [dossier.applicantId], signer })
  return { documentId, facts: { 'entry.number': fact(ctx, `${done.entryNumber}, quyển ${done.bookNumber}`) } }
}

async function permanent(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const done = await registerPermanent(ctx, {
    personId: String(inputs['person']), householdId: String(inputs['household']), relationToHead: relationCode(String(inputs['relation'])), commandId, dossierId: dossier.dossierId,
  })
  return residenceDone(ctx, done, dossier, lane.organisationId)
}

/** Luật Cư trú 2020 đ.20 k.2 a: whoever moves in with husband, wife, parent or child joins the household that the host heads in this commune. */
async function moveIn(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const host = await householdOf(ctx, String(inputs['host']))
  if (!host || host.headPersonId !== inputs['host']) return refuse('effects.host-heads-none', { field: 'host.pin' })
  if (host.address.area !== lane.area) return refuse('effects.host-elsewhere', { field: 'host.pin' })
  const said = `Hồ sơ ${dossier.code}`
  const done = await registerPermanent(ctx, {
    personId: String(inputs['person']), householdId: host.householdId, relationToHead: String(inputs['relation']), grounds: { case: 'join-family', headConsent: said, ownerConsent: said, relationProof: said }, commandId, dossierId: dossier.dossierId,
  })
  return residenceDone(ctx, done, dossier, lane.organisationId)
}

/** The grounds are those of the dossier: what it checked is kept with the act, and the least floor space is looked at once more. */
async function household(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const area = String(inputs['commune'])
  const said = `Hồ sơ ${dossier.code}`
  const floorArea = typeof inputs['floorArea'] === 'string' ? Number(inputs['floorArea'].replace(',', '.')) : null
  const grounds = inputs['case'] === 'rent' ? { case: 'rented', ownerConsent: said, dwellingProof: said, floorArea } : { case: 'own-dwelling', dwellingProof: said }
  const done = await openHousehold(ctx, { personId: String(inputs['person']), place: { area, detail: String(inputs['address'] ?? fullAreaName(area, ctx.today)) }, grounds, commandId, dossierId: dossier.dossierId })
  return residenceDone(ctx, done, dossier, lane.organisationId)
}

async function residenceDone(ctx: Ctx, done: { actId: string; noticeNumber: string }, dossier: EffectCall['dossier'], organisationId: string): Promise<EffectDone> {
  const { fullName, title } = await signerOf(ctx)
  const documentId = await issueResidenceNotice(ctx, { actId: done.actId, organisationId, dossierId: dossier.dossierId, holders: [dossier.applicantId], signer: { name: fullName, post: title } })
  return { documentId, facts: { 'residence.noticeNumber': fact(ctx, done.noticeNumber) } }
}

/** From the day it was filed: an officer who is slower does not shorten the term. The host is head of the household that is joined. */
async function temporary(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const text = (name: string): string => (typeof inputs[name] === 'string' ? inputs[name] : '')
  const from = todayAt(dossier.submittedAt)
  const host = text('case') === 'join' ? await householdOf(ctx, text('host')) : undefined
  if (text('case') === 'join' && host?.headPersonId !== text('host')) return refuse('effects.host-heads-none', { field: 'host.pin' })
  if (host && host.address.area !== lane.area) return refuse('effects.host-elsewhere', { field: 'host.pin' })
  const done = await registerTemporary(ctx, {
    personId: text('person'), from, until: isPlainDate(text('term')) ? text('term') : addMonths(from, Number(text('term'))), commandId, dossierId: dossier.dossierId,
    ...(host ? { householdId: host.householdId, relationToHead: text('relation') } : { place: { area: text('commune'), detail: text('address') } }),
    ownerConsent: text('case') === 'own' ? null : `Hồ sơ ${dossier.code}`,
  })
  return residenceDone(ctx, done, dossier, lane.organisationId)
}

async function renewal(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const personId = String(inputs['person'])
  const until = (await residencesOf(ctx, personId)).find((each) => each.kind === 'temporary')?.until ?? refuse('effects.no-term')
  const done = await renewTemporary(ctx, { personId, until: addMonths(until, Number(inputs['months'])), askedOn: todayAt(dossier.submittedAt), commandId, dossierId: dossier.dossierId })
  return residenceDone(ctx, done, dossier, lane.organisationId)
}

/** The agreement was asked of whoever was head on the day of filing: of another one it says nothing. */
async function split(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const personId = String(inputs['person'])
  const headConsent = inputs['ground'] === 'divorced' ? 'divorced' : 'given'
  if (headConsent === 'given' && (await householdOf(ctx, personId))?.headPersonId !== inputs['head']) return refuse('effects.head-changed', { field: 'ownHome' })
  const along = membersIn(typeof inputs['members'] === 'string' ? inputs['members'] : '').map(({ id, as }) => ({ personId: id, relationToHead: as }))
  const done = await splitHousehold(ctx, { householdId: String(inputs['household']), members: [{ personId, relationToHead: '01' }, ...along], headConsent, commandId, dossierId: dossier.dossierId })
  return residenceDone(ctx, done, dossier, lane.organisationId)
}

/** The paper is the result: nothing in the register changes. */
async function confirmation(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const { fullName, title } = await signerOf(ctx)
  const content = typeof inputs['content'] === 'string' ? inputs['content'] : null
  const documentId = await issueResidenceConfirmation(ctx, { personId: String(inputs['person']), organisationId: lane.organisationId, content, signer: { name: fullName, post: title }, dossierId: dossier.dossierId, commandId: deterministicId('residence-confirmation', commandId) })
  return { documentId, facts: {} }
}

/** Declared on the day it was filed: an officer who is slower does not make the citizen late. */
async function absence(ctx: Ctx, { inputs, dossier, commandId }: EffectCall): Promise<EffectDone> {
  const text = (name: string): string => (typeof inputs[name] === 'string' ? inputs[name] : '')
  const done = await declareAbsence(ctx, {
    personId: text('person'), ground: text('ground') as DeclareAbsence['ground'], from: text('from'), until: text('until') || null, declaredOn: todayAt(dossier.submittedAt),
    destination: { area: null, text: text('destination') }, reason: text('reason'), commandId, dossierId: dossier.dossierId,
  })
  return { facts: { 'absence.slipNumber': fact(ctx, done.slipNumber) } }
}

/** What the applicant declared and one officer compared, another one confirms; the paper prints what the register then holds. */
async function oldNumber(ctx: Ctx, { inputs, dossier, lane, commandId }: EffectCall): Promise<EffectDone> {
  const text = (name: string): string | null => (typeof inputs[name] === 'string' && inputs[name] !== '' ? inputs[name] : null)
  const [personId, value] = [text('person')!, text('number')!]
  const { fullName, title } = await signerOf(ctx)
  const { kind, alsoHeldBy } = await confirmDeclaredNumber(ctx, {
    personId, value, issuedOn: text('issuedOn'), issuedBy: text('issuedBy'), declaredBy: dossier.submitterId, commandId: deterministicId('old-number', commandId), dossierId: dossier.dossierId,
    basis: { article: 'NĐ 70/2024/NĐ-CP, đ.12', documents: [{ kind: 'Hồ sơ', number: dossier.code }] },
  })
  const documentId = await issueOldNumberConfirmation(ctx, { personId, value, kind, organisationId: lane.organisationId, dossierId: dossier.dossierId, signer: { name: fullName, post: title } })
  return { documentId, facts: alsoHeldBy > 0 ? { 'old.alsoHeldBy': fact(ctx, String(alsoHeldBy)) } : {} }
}

async function healthCard(ctx: Ctx, { inputs, dossier, commandId }: EffectCall): Promise<EffectDone> {
  const card = await issueCardUnderSix(ctx, {
    personId: String(inputs['person']), birthDate: String(inputs['birthDate']), clinic: String(inputs['clinic']), householdId: String(inputs['household']), dossierId: dossier.dossierId, commandId,
  })
  return { facts: { 'card.number': fact(ctx, card.cardNumber), 'card.validFrom': fact(ctx, card.validFrom) } }
}

/** Who signs: the officer in the post they hold today. */
async function signerOf(ctx: Ctx): Promise<{ personId: string; fullName: string; title: string }> {
  if (ctx.actor.kind !== 'officer') throw new Error('only an officer signs')
  const { personId, appointmentId } = ctx.actor
  const appointment = await appointmentOn(ctx.tx, appointmentId, ctx.today)
  return { personId, fullName: (await readNames(ctx, [personId])).get(personId) ?? '', title: appointment?.post.title ?? '' }
}

const relationWords: Readonly<Record<string, string>> = { mother: 'Mẹ', father: 'Cha', relative: 'Người thân' }

/** Procedures speak of child and relative; the register keeps the code list relation-to-head (domain §2.3, certainty: guess). */
function relationCode(relation: string): string {
  if (/^\d{2}$/.test(relation)) return relation
  return relation === 'child' ? '04' : '16'
}

const fact = (ctx: Ctx, value: string): FiledFact => ({ value, text: value, source: 'Kết quả hồ sơ', asOf: ctx.today })
