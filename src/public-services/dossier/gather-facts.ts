import { areaName, fullAreaName } from '../../foundations/areas/index.ts'
import { entriesOfPerson, marriageOf, noticesForMother, type BirthNotice, type PersonEntry } from '../../foundations/civil-status/index.ts'
import { ownContact } from '../../foundations/eid/index.ts'
import { readFacts, relatedTo, type KnownFact, type PersonField } from '../../foundations/population/index.ts'
import { householdOf, renewalOf, residencesOf, type HouseholdView, type RenewalTime, type Residence } from '../../foundations/residence/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { todayAt } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import type { Service } from '../catalogue/index.ts'
import { factsNeeded, type Fact } from '../forms/index.ts'
import { matterOfNotice } from './dossier.ts'
import { runningMatters } from './dossier.sql.ts'
import { factsOfNear, peopleNear } from './people-near.ts'
import { personFieldOf, personFieldsIn, factOf } from './person-facts.ts'

export type Gathered = Record<string, Fact>
type Needs = ReturnType<typeof factsNeeded>

const personSubjects = ['requester', 'mother', 'father']
const parentSubjects = ['mother', 'father', 'motherHome', 'fatherHome', 'event']
/** The answers that say of whom, or of what, more is known: who has died, which entry a copy is asked of. */
const answersThatLead = ['deceased.of', 'copy.entry'] as const
export const leadsFurther = (before: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>): boolean => answersThatLead.some((id) => id in values && values[id] !== before[id])
const residenceFields = ['permanentResidence', 'permanentCommune', 'currentResidence', 'temporaryResidence', 'temporaryCommune', 'temporaryUntil', 'temporaryRenewal']

/**
 * Reads every fact the service shows ("Nhà nước đã biết"), for the person who files: from the registers, now, logged, each
 * person and each home once. The browser never sends them; at submission they are read again.
 */
export async function gatherFacts(ctx: Ctx, service: Service, requesterId: string, answers: Readonly<Record<string, string>> = {}): Promise<Gathered> {
  const needs = factsNeeded(service)
  const facts: Gathered = {}
  const read = [...new Set<PersonField>([...personFieldsIn(needs, personSubjects), 'gender', 'area'])]
  const marriageAt = needs.find((need) => need.register === 'civil-status')?.subject
  const needsHomes = needs.some((need) => need.register === 'residence')
  const needsParents = needs.some((need) => parentSubjects.includes(need.subject))
  // What is asked about the one who files goes out together; what is asked about the other parent follows together.
  const [me, [spouse], myResidences, myHome, marriage, contact] = await Promise.all([
    readFacts(ctx, requesterId, read), needsParents ? relatedTo(ctx.tx, requesterId, ['spouse']) : [], residencesFor(ctx, needs, requesterId), needsHomes ? householdOf(ctx, requesterId) : undefined,
    marriageAt ? marriageFacts(ctx, marriageAt, requesterId) : {}, contactFacts(ctx),
  ])
  const family = familyOf(requesterId, me.find((each) => each.field === 'gender')?.value as string | null, spouse?.personId)
  const other = family.mother === requesterId ? family.father : family.mother
  const noticeAt = needs.find((need) => need.register === 'hospital')?.subject
  const [theirs, theirResidences, theirHome, notice] = await Promise.all([
    other ? readFacts(ctx, other, [...personFieldsIn(needs, personSubjects), 'area']) : [], other ? residencesFor(ctx, needs, other) : [],
    !other || !needsHomes ? undefined : myHome?.members.some((member) => member.personId === other) ? myHome : householdOf(ctx, other),
    noticeAt && family.mother ? noticeFacts(ctx, noticeAt, family.mother) : {},
  ])
  for (const { subject, fields } of needs.filter((need) => need.register === 'population')) {
    const personId = subject === 'requester' ? requesterId : subject === 'mother' ? family.mother : subject === 'father' ? family.father : undefined
    if (personId) Object.assign(facts, personFacts(ctx, subject, personId, fields, personId === requesterId ? me : theirs), residenceFacts(ctx, subject, fields, personId === requesterId ? myResidences : theirResidences))
  }
  for (const { subject } of needs.filter((need) => need.register === 'residence')) {
    const owner = subject === 'motherHome' ? family.mother : subject === 'fatherHome' ? family.father : subject === 'ownHome' ? requesterId : undefined
    const home = owner === requesterId ? myHome : theirHome
    if (owner && home) Object.assign(facts, homeFacts(ctx, subject, home, owner))
  }
  return Object.assign(facts, marriage, notice, contact, await chosenFacts(ctx, needs, requesterId, answers))
}

/** What is known of the one, or of the entry, that was chosen from what the state showed. */
async function chosenFacts(ctx: Ctx, needs: Needs, requesterId: string, answers: Readonly<Record<string, string>>): Promise<Gathered> {
  const facts: Gathered = {}
  const wants = (subject: string) => needs.some((need) => need.subject === subject)
  const [deceased, copied] = [answers['deceased.of'], answers['copy.entry']]
  const near = deceased && wants('deceased') ? (await peopleNear(ctx, requesterId)).find((each) => each.personId === deceased) : undefined
  if (near) Object.assign(facts, factsOfNear('deceased', near))
  if (!wants('entry')) return facts
  const entries = await entriesOfPerson(ctx, requesterId)
  if (entries.length > 0) facts['requester.entries'] = { value: entries.length, source: entrySource }
  const entry = entries.find((each) => each.entryId === copied)
  return entry ? Object.assign(facts, entryFacts(entry)) : facts
}

const entrySource = 'Cơ sở dữ liệu hộ tịch điện tử'

function entryFacts(entry: PersonEntry): Gathered {
  const from = { source: entrySource, asOf: entry.registeredOn }
  return underSubject('entry', {
    entryId: { value: entry.entryId, ...from }, kind: { value: entry.kind, ...from }, title: { value: entry.title, ...from }, about: { value: entry.about, ...from }, number: { value: entry.number, ...from },
    date: { value: entry.registeredOn, text: formatPartialVi(entry.registeredOn), ...from }, place: { value: entry.authority, ...from }, commune: { value: entry.area, ...from },
  })
}

interface Parents { readonly mother?: string; readonly father?: string }

/** The two parents, seen from the one who files: by gender, and the confirmed spouse. */
function familyOf(personId: string, gender: string | null, spouse: string | undefined): Parents {
  const [mine, theirs] = gender === 'male' ? (['father', 'mother'] as const) : (['mother', 'father'] as const)
  return { [mine]: personId, ...(spouse ? { [theirs]: spouse } : {}) }
}

function personFacts(ctx: Ctx, subject: string, personId: string, fields: readonly string[], read: readonly KnownFact[]): Gathered {
  const facts: Gathered = { [`${subject}.personId`]: { value: personId } }
  for (const field of fields) {
    const known = read.find((each) => each.field === personFieldOf[field])
    if (known) facts[`${subject}.${field}`] = { ...factOf(field, known, ctx.today), source: known.sourceName, asOf: known.asOf }
  }
  return facts
}

/** The field `area` is read of the same person beside, and with it the right to the residences is decided. */
async function residencesFor(ctx: Ctx, needs: Needs, personId: string): Promise<Residence[]> {
  const wanted = needs.some((need) => need.fields.some((field) => residenceFields.includes(field)))
  return wanted ? residencesOf(ctx, personId, { lawfulBy: 'Luật Căn cước 2023, đ.10' }) : []
}

function residenceFacts(ctx: Ctx, subject: string, fields: readonly string[], residences: readonly Residence[]): Gathered {
  const of = (kind: Residence['kind']) => residences.find((each) => each.kind === kind)
  const permanent = of('permanent')
  const temporary = of('temporary')
  const present = permanent ?? temporary ?? of('current')
  const renewal = temporary?.until ? renewalOf(temporary.until, ctx.today) : undefined
  const fact = (from: Residence | undefined, value: string | undefined, text = value): Fact =>
    ({ value: value ?? null, ...(text === undefined ? {} : { text }), source: residenceSource, asOf: from ? todayAt(from.recordedAt) : ctx.today })
  const facts: Readonly<Record<string, () => Fact>> = {
    permanentResidence: () => fact(permanent, permanent?.address.text), permanentCommune: () => fact(permanent, permanent?.address.area, permanent && fullAreaName(permanent.address.area, ctx.today)),
    currentResidence: () => fact(present, present?.address.text),
    temporaryResidence: () => fact(temporary, temporary?.address.text), temporaryCommune: () => fact(temporary, temporary?.address.area, temporary && fullAreaName(temporary.address.area, ctx.today)),
    temporaryUntil: () => fact(temporary, temporary?.until ?? undefined, temporary?.until ? formatPartialVi(temporary.until) : undefined),
    temporaryRenewal: () => fact(temporary, renewal?.state, renewal && renewalWords[renewal.state](formatPartialVi(renewal.first))),
  }
  return Object.fromEntries(fields.flatMap((field) => (facts[field] ? [[`${subject}.${field}`, facts[field]()]] : [])))
}

const renewalWords: Readonly<Record<RenewalTime['state'], (first: string) => string>> = {
  early: (first) => `được từ ngày ${first}`, open: () => 'được gia hạn bây giờ', over: () => 'đã hết hạn, phải đăng ký mới',
}

const residenceSource = 'Cơ sở dữ liệu về cư trú'

function homeFacts(ctx: Ctx, subject: string, home: HouseholdView, memberId: string): Gathered {
  const me = home.members.find((member) => member.personId === memberId)
  const from = { source: residenceSource, asOf: home.since }
  const facts: Record<string, Fact> = {
    householdId: { value: home.householdId, ...from }, fileNumber: { value: home.fileNumber, ...from }, address: { value: home.address.text, ...from },
    commune: { value: home.address.area, text: areaName(home.address.area, ctx.today), ...from },
    province: { value: home.address.province, text: areaName(home.address.province, ctx.today), ...from },
    headName: { value: home.headName, ...from }, headPin: { value: home.headPin, ...from }, headPersonId: { value: home.headPersonId, ...from },
    relationToHead: { value: me?.relationToHead ?? null, ...(me ? { text: me.relationText } : {}), ...from },
    others: { value: membersBeside(home, memberId).length || null, ...from },
  }
  return underSubject(subject, facts)
}

/** Members who may leave the household together with this one: all but the head. */
export const membersBeside = (home: Pick<HouseholdView, 'members'>, memberId: string): HouseholdView['members'] => home.members.filter((member) => !member.isHead && member.personId !== memberId)

async function marriageFacts(ctx: Ctx, subject: string, personId: string): Promise<Gathered> {
  const marriage = await marriageOf(ctx, personId)
  if (!marriage) return {}
  const from = { source: 'Cơ sở dữ liệu hộ tịch điện tử', asOf: marriage.registeredOn }
  return underSubject(subject, {
    number: { value: marriage.number, ...from }, date: { value: marriage.registeredOn, text: formatPartialVi(marriage.registeredOn), ...from }, place: { value: marriage.place, ...from },
  })
}

async function noticeFacts(ctx: Ctx, subject: string, motherId: string): Promise<Gathered> {
  const notice = await noticeToFile(ctx, await noticesForMother(ctx, motherId))
  if (!notice) return {}
  const from = { source: `${notice.facilityName} báo sinh`, asOf: notice.receivedAt }
  return underSubject(subject, {
    noticeNumber: { value: notice.noticeNumber, ...from }, noticeDate: { value: notice.noticeDate, text: formatPartialVi(notice.noticeDate), ...from },
    birthDate: { value: notice.birthDate, text: formatPartialVi(notice.birthDate), ...from }, birthTime: { value: notice.birthTime, ...from },
    // What the hospital could not determine is asked, not guessed.
    gender: notice.gender === 'undetermined' ? { value: null } : { value: notice.gender, text: notice.gender === 'male' ? 'Bé trai' : 'Bé gái', ...from },
    weightGrams: { value: notice.weightGrams, text: notice.weightGrams === null ? '' : `${(notice.weightGrams / 1000).toLocaleString('vi')} kg`, ...from },
    childOrder: { value: notice.childOrder, ...from }, birthPlace: { value: notice.birthPlace, ...from },
    facilityName: { value: notice.facilityName, ...from }, facilityCode: { value: notice.facilityCode, ...from }, motherPin: { value: notice.motherPin ?? null, ...from },
  })
}

/** Twins have two notices: the one nobody's dossier runs about yet; else the newest, so that a second filing is told which dossier runs. */
async function noticeToFile(ctx: Ctx, waiting: readonly BirthNotice[]): Promise<BirthNotice | undefined> {
  if (waiting.length < 2) return waiting[0]
  const running = await runningMatters(ctx.tx, waiting.map((each) => matterOfNotice(each.facilityCode, each.noticeNumber)))
  return waiting.find((each) => !running.has(matterOfNotice(each.facilityCode, each.noticeNumber))) ?? waiting[0]
}

/** Where whoever files is reached: the holder of this session's account. */
export async function contactFacts(ctx: Ctx): Promise<Gathered> {
  // A desk reads as its person but holds no account of theirs: where they are reached is asked, or left out.
  if (ctx.actor.kind !== 'citizen' || ctx.actor.accountId === '') return {}
  const contact = await ownContact(ctx)
  const source = 'Tài khoản định danh điện tử'
  return { 'contact.phone': { value: contact.phone, source }, 'contact.email': { value: contact.email, source } }
}

const underSubject = (subject: string, facts: Record<string, Fact>): Gathered => Object.fromEntries(Object.entries(facts).map(([field, fact]) => [`${subject}.${field}`, fact]))
