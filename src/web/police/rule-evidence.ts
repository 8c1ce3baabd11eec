import { lookedAt, type PersonColumn, type Rule } from '../../data-ecosystem/quality/index.ts'
import { readFacts, type IdentityNumber, type PersonField, type Relative } from '../../foundations/population/index.ts'
import { readResidenceFacts, type ResidenceField } from '../../foundations/residence/index.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import type { Ctx } from '../../platform/index.ts'
import type { Lang } from '../kit/index.ts'
import { factWords, kinWord } from './fact-words.ts'
import { personStrings } from './person-strings.ts'

/** What the register calls what a rule looks at. */
const fieldOf: Readonly<Partial<Record<PersonColumn, PersonField>>> = {
  fullName: 'fullName', namePlain: 'fullName', birthDate: 'birthDate', birthYear: 'birthDate', gender: 'gender', ethnicity: 'ethnicity', nationality: 'nationalities', birthRegistrationArea: 'birthRegistrationPlace', nativePlaceArea: 'nativePlace',
  nativePlaceText: 'nativePlace', maritalStatus: 'maritalStatus', lifeStatus: 'lifeStatus', deathDate: 'deathDate', phone: 'phone', email: 'email', pin: 'pin', pinStatus: 'identityNumbers', cmnd9Count: 'identityNumbers', cmnd9Malformed: 'identityNumbers', parentsUnlinked: 'relatives',
}
const ofResidence: Readonly<Partial<Record<PersonColumn, readonly ResidenceField[]>>> = {
  residenceArea: ['permanentResidence', 'temporaryResidence'], residenceDetail: ['permanentResidence', 'temporaryResidence'], residenceKind: ['permanentResidence', 'temporaryResidence'], relationToHead: ['relationToHead'],
}

export interface EvidenceFact {
  readonly field: string
  readonly value: string | null
  readonly source: string
  readonly asOf: string
}

/** What a rule looks at of one person, read where it stands and logged, in words: the fields named by `always`, then the rule's own. Refused where the person may not be read. */
export async function readEvidence(ctx: Ctx, personId: string, rule: Rule, always: readonly PersonField[], lang: Lang): Promise<EvidenceFact[]> {
  const columns = lookedAt(rule)
  const fields = [...new Set<PersonField>([...always, ...(rule.field ? [rule.field as PersonField] : []), ...columns.flatMap((column) => fieldOf[column] ?? [])])]
  const facts = await readFacts(ctx, personId, fields)
  const homes = [...new Set(columns.flatMap((column) => ofResidence[column] ?? []))]
  const residence = homes.length > 0 ? await readResidenceFacts(ctx, personId, homes) : []
  return [
    ...facts.map(({ field, value, sourceName, asOf }) => ({ field, value: wordsOf(ctx, field, value, lang), source: sourceName, asOf })),
    ...residence.map(({ field, text, sourceName, asOf }) => ({ field, value: text, source: sourceName, asOf })),
  ]
}

function wordsOf(ctx: Ctx, field: PersonField, value: unknown, lang: Lang): string | null {
  const say = personStrings.in(lang)
  if (field === 'identityNumbers') return (value as readonly IdentityNumber[]).map((each) => `${say(`number.${each.kind}`)} ${groupPin(each.value)} (${say(`status.${each.status}`)})`).join('; ') || null
  if (field === 'relatives') return (value as readonly Relative[]).map((each) => `${kinWord(each.kind, lang)}: ${each.fullName ?? '–'}${each.personId ? '' : ` (${say('person.not-registered')})`}`).join('; ') || null
  return factWords(field, value, ctx.today, lang)
}
