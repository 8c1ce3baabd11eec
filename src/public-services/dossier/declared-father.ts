import { findPersonByNumber, personIdOf, personStatus, readFacts } from '../../foundations/population/index.ts'
import { forPurpose, keys, type Ctx } from '../../platform/index.ts'
import type { Lane, Service } from '../catalogue/index.ts'
import { factsNeeded, resolve, type Filing } from '../forms/index.ts'
import { factOf, personFieldOf } from './person-facts.ts'

/** The question by which somebody names the father whom the civil register does not know as spouse. */
export const declaredFather = 'father.declaredPin'

/** Does a person of this gender have the number? Nothing else is told; logged as a search by its keyed number. */
export async function declaredParentExists(ctx: Ctx, pin: string, gender: 'male' | 'female'): Promise<boolean> {
  const personId = await personIdOf(ctx.tx, pin)
  const status = personId ? await personStatus(ctx.tx, personId) : undefined
  const exists = status?.gender === gender
  ctx.logRead({ kind: 'search', register: 'population', subjects: exists ? [personId!] : [], fields: ['pin'], queryHash: Buffer.from(keys().hmac('hash-personal-number', `declared-parent:${pin}`)).toString('hex') })
  return exists
}

/**
 * A filing as an officer sees it: where the father was only named by number, what the register says of him is read now, for
 * this dossier and logged. The citizen is never shown the data of somebody whose number was typed; nor is an officer whose lane does not ask about the father.
 */
export async function withDeclaredFather(ctx: Ctx, service: Service, lane: Lane, filing: Filing, dossierId: string): Promise<Filing> {
  if (ctx.actor.kind !== 'officer' || !lane.items.includes('father') || filing.facts['father.personId'] || filing.answers[declaredFather] === undefined) return filing
  const pin = resolve(service, filing).values[declaredFather]
  const fields = factsNeeded(service).find((need) => need.subject === 'father')?.fields
  if (typeof pin !== 'string' || !fields) return filing
  const own = forPurpose(ctx, { ...ctx.purpose, dossierId })
  const father = await findPersonByNumber(own, pin, ['fullName'])
  if (!father) return filing
  const asked = fields.filter((field) => field in personFieldOf)
  const read = await readFacts(own, father.personId, asked.map((field) => personFieldOf[field]!))
  const known = asked.map((field, i) => [`father.${field}`, { ...factOf(field, read[i]!, ctx.today), source: `${read[i]!.sourceName}, theo số người nộp khai`, asOf: read[i]!.asOf }] as const)
  return { ...filing, facts: { ...filing.facts, 'father.personId': { value: father.personId }, ...Object.fromEntries(known) } }
}
