import { fullAreaName } from '../../foundations/areas/index.ts'
import { findPersonByNumber, personIdOf, personStatus, readFacts } from '../../foundations/population/index.ts'
import { residencesOf } from '../../foundations/residence/index.ts'
import { forPurpose, keys, type Ctx } from '../../platform/index.ts'
import type { Lane, Service } from '../catalogue/index.ts'
import { factsNeeded, resolve, type Fact, type Filing, type ReadAnswers } from '../forms/index.ts'
import { factOf, personFieldOf } from './person-facts.ts'

/** Somebody whom a filing names by number, because no register leads from the applicant to them. */
interface Declared {
  readonly subject: string
  readonly gender?: 'male'
  readonly living?: boolean
  readonly unknown: string
}

/** The questions by which people are named so. */
const questions: Readonly<Record<string, Declared>> = {
  'father.declaredPin': { subject: 'father', gender: 'male', unknown: 'Chưa thấy người cha nào mang số này. Xem lại số trên thẻ căn cước.' },
  'host.pin': { subject: 'host', living: true, unknown: 'Chưa thấy ai mang số này. Xem lại số trên thẻ căn cước của chủ hộ.' },
  'deceased.pin': { subject: 'deceased', unknown: 'Chưa thấy ai mang số này. Xem lại số trên giấy tờ của người đã mất.' },
  'partner.pin': { subject: 'partner', living: true, unknown: 'Chưa thấy ai mang số này. Xem lại số trên thẻ căn cước của người sẽ kết hôn.' },
  'owner.pin': { subject: 'owner', living: true, unknown: 'Chưa thấy ai mang số này. Xem lại số trên thẻ căn cước của chủ nhà.' },
}

/** Each number names somebody whom the question may mean. Only that is told; the asking is logged as a search by its keyed number. */
export async function refuseUnknownNumbers(ctx: Ctx, read: ReadAnswers): Promise<ReadAnswers> {
  let checked = read
  for (const [id, question] of Object.entries(questions)) {
    const pin = read.values[id]
    if (pin === undefined || pin === '' || (await fits(ctx, pin, question))) continue
    const { [id]: wrong, ...values } = checked.values
    checked = { values, typed: { ...checked.typed, [id]: read.typed[id] ?? wrong! }, errors: [...checked.errors, { field: id, vi: question.unknown }] }
  }
  return checked
}

async function fits(ctx: Ctx, pin: string, { gender, living }: Declared): Promise<boolean> {
  const personId = await personIdOf(ctx.tx, pin)
  const status = personId ? await personStatus(ctx.tx, personId) : undefined
  const found = status !== undefined && (!gender || status.gender === gender) && (!living || status.lifeStatus === 'living')
  ctx.logRead({ kind: 'search', register: 'population', subjects: found ? [personId!] : [], fields: ['pin'], queryHash: Buffer.from(keys().hmac('hash-personal-number', `declared-parent:${pin}`)).toString('hex') })
  return found
}

/** The person whom the filing names by number under this subject, for asking their agreement. Nothing is shown of them. */
export async function declaredPerson(ctx: Ctx, service: Service, filing: Filing, subject: string): Promise<string | undefined> {
  const values = resolve(service, filing).values
  const [id] = Object.entries(questions).find(([question, each]) => each.subject === subject && typeof values[question] === 'string') ?? []
  return id === undefined ? undefined : personIdOf(ctx.tx, values[id] as string)
}

/**
 * A filing as an officer sees it: where somebody was only named by number, what the register says of them is read now, for this
 * dossier and logged. The citizen is never shown the data of somebody whose number was typed; nor is an officer whose lane does not ask about them.
 */
export async function withDeclaredPeople(ctx: Ctx, service: Service, lane: Lane, filing: Filing, dossierId: string): Promise<Filing> {
  if (ctx.actor.kind !== 'officer') return filing
  const own = forPurpose(ctx, { ...ctx.purpose, dossierId })
  let seen = filing
  for (const [id, { subject }] of Object.entries(questions)) {
    const fields = factsNeeded(service).find((need) => need.subject === subject)?.fields
    if (!fields || !lane.items.includes(subject)) continue
    const personId = filing.facts[`${subject}.personId`]?.value
    // Of a relative who was chosen the officer reads what a relative may not.
    if (typeof personId === 'string' && subject === 'deceased') seen = plus(seen, await factsOf(own, subject, personId, fields, ''))
    if (personId !== undefined) continue
    const pin = filing.answers[id] === undefined ? undefined : resolve(service, filing).values[id]
    const found = typeof pin === 'string' ? await findPersonByNumber(own, pin, ['fullName']) : undefined
    if (found) seen = plus(seen, await factsOf(own, subject, found.personId, fields, ', theo số người nộp khai'))
  }
  return seen
}

const plus = (filing: Filing, facts: Record<string, Fact>): Filing => ({ ...filing, facts: { ...filing.facts, ...facts } })

async function factsOf(ctx: Ctx, subject: string, personId: string, fields: readonly string[], found: string): Promise<Record<string, Fact>> {
  const asked = fields.filter((field) => field in personFieldOf)
  const read = await readFacts(ctx, personId, asked.map((field) => personFieldOf[field]!))
  const facts: Record<string, Fact> = { [`${subject}.personId`]: { value: personId } }
  for (const [i, field] of asked.entries()) facts[`${subject}.${field}`] = { ...factOf(field, read[i]!, ctx.today), source: `${read[i]!.sourceName}${found}`, asOf: read[i]!.asOf }
  if (!fields.some((field) => field.startsWith('permanent'))) return facts
  const home = (await residencesOf(ctx, personId)).find((each) => each.kind === 'permanent')
  if (!home) return facts
  const source = { source: `Cơ sở dữ liệu về cư trú${found}`, asOf: home.since }
  return { ...facts, [`${subject}.permanentResidence`]: { value: home.address.text, ...source }, [`${subject}.permanentCommune`]: { value: home.address.area, text: fullAreaName(home.address.area, ctx.today), ...source } }
}
