import { areaName, fullAreaName, labelOf } from '../../foundations/areas/index.ts'
import { marriageOf, noticesForMother } from '../../foundations/civil-status/index.ts'
import { ownAccount } from '../../foundations/eid/index.ts'
import { readFacts, readPerson, type KnownFact, type PersonField, type Place } from '../../foundations/population/index.ts'
import { householdOf, readResidenceFacts, type HouseholdView } from '../../foundations/residence/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import type { Ctx } from '../../platform/index.ts'
import type { Service } from '../catalogue/index.ts'
import { factsNeeded, type Fact } from '../forms/index.ts'

type Gathered = Record<string, Fact>

/**
 * Reads every fact the service shows ("Nhà nước đã biết"), for the person who files: from the registers, now, logged.
 * The browser never sends them; at submission they are read again.
 */
export async function gatherFacts(ctx: Ctx, service: Service, requesterId: string): Promise<Gathered> {
  const facts: Gathered = {}
  const family = await familyOf(ctx, requesterId)
  const people: Readonly<Record<string, string | undefined>> = { requester: requesterId, mother: family.mother, father: family.father }
  const homes = new Map<string, Promise<HouseholdView | undefined>>()
  const homeOf = (personId: string) => {
    if (!homes.has(personId)) homes.set(personId, householdOf(ctx, personId))
    return homes.get(personId)!
  }
  const done = new Set<string>()
  for (const { subject, register, fields } of factsNeeded(service)) {
    if (register === 'population') {
      const personId = people[subject]
      if (personId && !done.has(subject)) Object.assign(facts, await personFacts(ctx, subject, personId, fields))
    } else if (register === 'residence') {
      const owner = subject === 'motherHome' ? family.mother : subject === 'fatherHome' ? family.father : undefined
      const home = owner ? await homeOf(owner) : undefined
      if (home) Object.assign(facts, homeFacts(ctx, subject, home, owner!))
    } else if (register === 'civil-status' && family.mother) Object.assign(facts, await marriageFacts(ctx, subject, requesterId))
    else if (register === 'hospital' && family.mother) Object.assign(facts, await noticeFacts(ctx, subject, family.mother))
    done.add(subject)
  }
  Object.assign(facts, await contactFacts(ctx))
  return facts
}

/** The two parents, seen from the one who files: by gender, and the confirmed spouse. */
async function familyOf(ctx: Ctx, personId: string): Promise<{ mother?: string; father?: string }> {
  const me = await readPerson(ctx, personId, ['gender', 'relatives'])
  const spouse = me.relatives.find((relative) => relative.kind === 'spouse')?.personId ?? undefined
  const mine = { mother: personId, ...(spouse ? { father: spouse } : {}) }
  return me.gender === 'male' ? { father: personId, ...(spouse ? { mother: spouse } : {}) } : mine
}

const personFieldOf: Readonly<Record<string, PersonField>> = {
  fullName: 'fullName', birthDate: 'birthDate', gender: 'gender', pin: 'pin', ethnicity: 'ethnicity', nationality: 'nationalities', nativePlace: 'nativePlace', maritalStatus: 'maritalStatus', lifeStatus: 'lifeStatus',
}
const residenceFields = ['permanentResidence', 'permanentCommune', 'currentResidence'] as const

async function personFacts(ctx: Ctx, subject: string, personId: string, fields: readonly string[]): Promise<Gathered> {
  const facts: Gathered = { [`${subject}.personId`]: { value: personId } }
  const wanted = fields.filter((field) => field in personFieldOf)
  const read = await readFacts(ctx, personId, wanted.map((field) => personFieldOf[field]!))
  for (const field of wanted) {
    const known = read.find((each) => each.field === personFieldOf[field])
    if (known) facts[`${subject}.${field}`] = { ...factOf(ctx, field, known), source: known.sourceName, asOf: known.asOf }
  }
  const places = residenceFields.filter((field) => fields.includes(field))
  if (places.length === 0) return facts
  for (const known of await readResidenceFacts(ctx, personId, [...places])) {
    facts[`${subject}.${known.field}`] = { value: known.value, ...(known.text === null ? {} : { text: known.text }), source: known.sourceName, asOf: known.asOf }
  }
  return facts
}

const marital: Readonly<Record<string, string>> = { single: 'Chưa kết hôn', married: 'Đã kết hôn', divorced: 'Đã ly hôn', widowed: 'Góa' }

function factOf(ctx: Ctx, field: string, known: KnownFact): Fact {
  const value = known.value
  if (value === null || value === undefined) return { value: null }
  switch (field) {
    case 'birthDate': return { value: String(value), text: formatPartialVi(String(value)) }
    case 'ethnicity': return { value: String(value), text: labelOf('ethnic-groups', String(value), ctx.today) ?? String(value) }
    case 'nationality': {
      const [first] = value as readonly string[]
      return first ? { value: first, text: (value as readonly string[]).map((code) => labelOf('nationalities', code, ctx.today) ?? code).join(', ') } : { value: null }
    }
    case 'nativePlace': return placeFact(ctx, value as Place)
    case 'maritalStatus': return { value: String(value), text: marital[String(value)] ?? String(value) }
    default: return { value: String(value) }
  }
}

/** The words of the document where there are any; else the unit's name. */
function placeFact(ctx: Ctx, place: Place): Fact {
  const text = place.text ?? (place.area ? fullAreaName(place.area, ctx.today) : null)
  return text ? { value: text, text } : { value: null }
}

function homeFacts(ctx: Ctx, subject: string, home: HouseholdView, memberId: string): Gathered {
  const me = home.members.find((member) => member.personId === memberId)
  const from = { source: 'Cơ sở dữ liệu về cư trú', asOf: home.since }
  const facts: Record<string, Fact> = {
    householdId: { value: home.householdId, ...from }, fileNumber: { value: home.fileNumber, ...from }, address: { value: home.address.text, ...from },
    commune: { value: home.address.area, text: areaName(home.address.area, ctx.today), ...from },
    province: { value: home.address.province, text: areaName(home.address.province, ctx.today), ...from },
    headName: { value: home.headName, ...from }, headPin: { value: home.headPin, ...from }, headPersonId: { value: home.headPersonId, ...from },
    relationToHead: { value: me?.relationToHead ?? null, ...(me ? { text: me.relationText } : {}), ...from },
  }
  return Object.fromEntries(Object.entries(facts).map(([field, fact]) => [`${subject}.${field}`, fact]))
}

async function marriageFacts(ctx: Ctx, subject: string, personId: string): Promise<Gathered> {
  const marriage = await marriageOf(ctx, personId)
  if (!marriage) return {}
  const from = { source: 'Cơ sở dữ liệu hộ tịch điện tử', asOf: marriage.registeredOn }
  return {
    [`${subject}.number`]: { value: marriage.number, ...from }, [`${subject}.date`]: { value: marriage.registeredOn, text: formatPartialVi(marriage.registeredOn), ...from },
    [`${subject}.place`]: { value: marriage.place, ...from },
  }
}

async function noticeFacts(ctx: Ctx, subject: string, motherId: string): Promise<Gathered> {
  const [notice] = await noticesForMother(ctx, motherId)
  if (!notice) return {}
  const from = { source: `${notice.facilityName} báo sinh`, asOf: notice.receivedAt }
  const facts: Record<string, Fact> = {
    noticeNumber: { value: notice.noticeNumber, ...from }, noticeDate: { value: notice.noticeDate, text: formatPartialVi(notice.noticeDate), ...from },
    birthDate: { value: notice.birthDate, text: formatPartialVi(notice.birthDate), ...from }, birthTime: { value: notice.birthTime, ...from },
    gender: { value: notice.gender, text: notice.gender === 'male' ? 'Bé trai' : 'Bé gái', ...from },
    weightGrams: { value: notice.weightGrams, text: notice.weightGrams === null ? '' : `${(notice.weightGrams / 1000).toLocaleString('vi')} kg`, ...from },
    childOrder: { value: notice.childOrder, ...from }, birthPlace: { value: notice.birthPlace, ...from },
    facilityName: { value: notice.facilityName, ...from }, facilityCode: { value: notice.facilityCode, ...from }, motherPin: { value: notice.motherPin ?? null, ...from },
  }
  return Object.fromEntries(Object.entries(facts).map(([field, fact]) => [`${subject}.${field}`, fact]))
}

async function contactFacts(ctx: Ctx): Promise<Gathered> {
  if (ctx.actor.kind !== 'citizen') return {}
  const { account } = await ownAccount(ctx)
  const source = 'Tài khoản định danh điện tử'
  return { 'contact.phone': { value: account.phone, source }, 'contact.email': { value: account.email, source } }
}
