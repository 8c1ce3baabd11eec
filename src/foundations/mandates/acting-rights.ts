import { earliest } from '../../kernel/partial-date.ts'
import { addDays, addMonths, ageOn, type PlainDate } from '../../kernel/plain-date.ts'
import type { Tx } from '../../platform/index.ts'
import { holdsRights, personStatus, relatedTo } from '../population/index.ts'
import { articles, type ActingRight } from './mandate.ts'
import { entitiesOf, mandatesHeld } from './mandates.sql.ts'
import { mandateRules } from './rules.ts'

/**
 * Whom this person may act for on that day: living minor children, wards and those represented, by confirmed relations of the
 * register; organisations by law; permissions in force from givers who hold their rights (who moved abroad does, who is dead or declared missing does not). For rights and choices: not logged; whoever shows a name reads it.
 */
export async function actingRights(tx: Tx, actorId: string, on: PlainDate): Promise<ActingRight[]> {
  const [relations, mandates, entities] = await Promise.all([relatedTo(tx, actorId, ['child', 'ward', 'represented']), mandatesHeld(tx, actorId, on), entitiesOf(tx, actorId, on)])
  const base = { actorId, subjectKind: 'person', mandateId: null, scope: null, dossierId: null, until: null } as const
  const found: ActingRight[] = []
  for (const { kind, personId } of relations) {
    const status = await personStatus(tx, personId)
    if (!status || !holdsRights(status.lifeStatus)) continue
    if (kind === 'child') {
      const until = comingOfAge(status.birthDate, on)
      if (until !== null && on < until) found.push({ ...base, basis: 'child', subjectId: personId, until, article: articles.child })
    } else if (kind === 'ward' || kind === 'represented') found.push({ ...base, basis: kind, subjectId: personId, article: articles[kind] })
  }
  for (const each of mandates) {
    if (!holdsRights((await personStatus(tx, each.giverId))?.lifeStatus)) continue
    found.push({ ...base, basis: each.kind, subjectId: each.giverId, mandateId: each.mandateId, scope: each.scope, dossierId: each.dossierId, until: each.until, article: articles[each.kind] })
  }
  for (const each of entities) found.push({ ...base, basis: 'organisation', subjectKind: 'organisation', subjectId: each.entityId, article: articles.organisation })
  return found
}

/** The rights of this person to act for that one, now; none: the acting is over. */
export async function rightsFor(tx: Tx, actorId: string, subjectId: string, on: PlainDate): Promise<ActingRight[]> {
  return (await actingRights(tx, actorId, on)).filter((right) => right.subjectId === subjectId)
}

/** The birthday on which parents stop acting for a child; null when the birth date is not known. Who is born on 29 February comes of age on 1 March or 29 February, as the day after the last day under age. */
function comingOfAge(birthDate: string | null, on: PlainDate): PlainDate | null {
  if (birthDate === null) return null
  const { ageOfMajority } = mandateRules(on)
  const born = earliest(birthDate)
  const day = addMonths(born, ageOfMajority * 12)
  return ageOn(born, day) >= ageOfMajority ? day : addDays(day, 1)
}
