import { probabilityText } from '../../data-ecosystem/linkage/index.ts'
import { areaName } from '../../foundations/areas/index.ts'
import { findPeople, matchedWords, matchPerson, type PersonHit, type PossiblePerson } from '../../foundations/population/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { isPlainDate, parseDateVi } from '../../kernel/plain-date.ts'
import { syllables } from '../../kernel/vietnamese-text.ts'
import { forPurpose, isAllowed, type Ctx, type PlainDate } from '../../platform/index.ts'
import type { OfficerCase } from '../../public-services/dossier/index.ts'
import { Notice, type Lang } from '../kit/index.ts'
import { caseStrings } from './case-strings.ts'

const registersBirth = ({ definition }: OfficerCase): boolean => Object.values(definition.steps).some((state) => state.kind === 'end' && state.effects.some(({ act }) => act === 'civil-status.registerBirth'))

const given = ({ view }: OfficerCase, item: string): string => view.unverified.find((each) => each.item === item)?.given ?? view.verified.find((each) => each.id === item)?.text ?? ''

export interface KnownAlready {
  /** The same name and day. */
  readonly same: readonly PersonHit[]
  /** Whom the matching holds for likely although something is written otherwise, each with the reasons. */
  readonly near: readonly PossiblePerson[]
}

const nobody: KnownAlready = { same: [], near: [] }

/**
 * Before a birth is entered: people of the register who bear the child's name and were born that day, and those the matching holds for likely, so that nobody is
 * registered a second time. Searched for the purpose of the dossier and logged as every search; nothing for posts that may not search.
 */
export async function knownAlready(ctx: Ctx, found: OfficerCase): Promise<KnownAlready> {
  if (found.exits.length === 0 || !registersBirth(found) || !isAllowed(ctx.actor, 'population.search-in-case', {}, ctx.today)) return nobody
  const [name, day] = [given(found, 'child.fullName'), given(found, 'child.birthDate')]
  const birthDate = isPlainDate(day) ? day : parseDateVi(day)
  if (name === '' || !birthDate) return nobody
  const reading = forPurpose(ctx, { ...ctx.purpose, dossierId: found.dossier.dossierId, text: 'Xem bé đã có trong dữ liệu chưa' })
  const same = (await findPeople(reading, { name, birthDate })).hits.filter((hit) => hit.birthDate === birthDate)
  if (syllables(name).length < 2 || !isAllowed(ctx.actor, 'population.match-person', {}, ctx.today)) return { same, near: [] }
  const { people, weighed } = await matchPerson(reading, { name, birthDate })
  return { same, near: weighed ? people.filter(({ personId }) => !same.some((hit) => hit.personId === personId)) : [] }
}

/** Twins of one name do not exist; children of one name and day in another commune do: the officer looks. */
export function KnownAlready(props: { known: KnownAlready; today: PlainDate; lang: Lang }) {
  const { known: { same, near }, today, lang } = props
  const say = caseStrings.in(lang)
  const facts = ({ fullName, birthDate, maskedPin, area }: PersonHit): string => [fullName, birthDate ? formatPartialVi(birthDate) : null, maskedPin, area ? areaName(area, today) : null].filter(Boolean).join(' · ')
  return (
    <>
      {same.length > 0 && (
        <Notice kind="warn" title={say('known.title', { n: same.length })}>
          <ul class="plain-list">{same.map((hit) => <li>{facts(hit)} ({matchedWords[hit.matched][lang].toLowerCase()})</li>)}</ul>
          <p>{say('known.text')}</p>
        </Notice>
      )}
      {near.length > 0 && (
        <Notice kind="warn" title={say('known.near', { n: near.length })}>
          <ul class="plain-list">{near.map((person) => (
            <li>{facts(person)}{person.probability !== null && <> ({say('known.chance', { p: probabilityText(person.probability, lang) })})</>}
              {person.why.length > 0 && <p class="hint">{person.why.filter(({ side }) => side !== 'silent').map((reason) => `${reason[lang]} (${say(reason.side === 'against' ? 'known.against' : 'known.for')})`).join('; ')}</p>}
            </li>
          ))}</ul>
          <p>{say('known.text')}</p>
        </Notice>
      )}
    </>
  )
}
