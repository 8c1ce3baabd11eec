import { areaName } from '../../foundations/areas/index.ts'
import { findPeople, matchedWords, type PersonHit } from '../../foundations/population/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { isPlainDate, parseDateVi } from '../../kernel/plain-date.ts'
import { forPurpose, isAllowed, type Ctx, type PlainDate } from '../../platform/index.ts'
import type { OfficerCase } from '../../public-services/dossier/index.ts'
import { Notice, type Lang } from '../kit/index.ts'
import { caseStrings } from './case-strings.ts'

const registersBirth = ({ definition }: OfficerCase): boolean => Object.values(definition.steps).some((state) => state.kind === 'end' && state.effects.some(({ act }) => act === 'civil-status.registerBirth'))

const given = ({ view }: OfficerCase, item: string): string => view.unverified.find((each) => each.item === item)?.given ?? view.verified.find((each) => each.id === item)?.text ?? ''

/**
 * Before a birth is entered: people of the register who bear the child's name and were born that day, also as the matching reads names, so that nobody is
 * registered a second time. Searched for the purpose of the dossier and logged as every search; nothing for posts that may not search.
 */
export async function knownAlready(ctx: Ctx, found: OfficerCase): Promise<readonly PersonHit[]> {
  if (found.exits.length === 0 || !registersBirth(found) || !isAllowed(ctx.actor, 'population.search-in-case', {}, ctx.today)) return []
  const [name, day] = [given(found, 'child.fullName'), given(found, 'child.birthDate')]
  const birthDate = isPlainDate(day) ? day : parseDateVi(day)
  if (name === '' || !birthDate) return []
  const { hits } = await findPeople(forPurpose(ctx, { ...ctx.purpose, dossierId: found.dossier.dossierId, text: 'Xem bé đã có trong dữ liệu chưa' }), { name, birthDate })
  return hits.filter((hit) => hit.birthDate === birthDate)
}

/** Twins of one name do not exist; children of one name and day in another commune do: the officer looks. */
export function KnownAlready(props: { people: readonly PersonHit[]; today: PlainDate; lang: Lang }) {
  const { people, today, lang } = props
  const say = caseStrings.in(lang)
  if (people.length === 0) return null
  return (
    <Notice kind="warn" title={say('known.title', { n: people.length })}>
      <ul class="plain-list">{people.map(({ fullName, birthDate, maskedPin, area, matched }) => <li>{[fullName, birthDate ? formatPartialVi(birthDate) : null, maskedPin, area ? areaName(area, today) : null].filter(Boolean).join(' · ')} ({matchedWords[matched][lang].toLowerCase()})</li>)}</ul>
      <p>{say('known.text')}</p>
    </Notice>
  )
}
