import type { HistoryChange, HistoryEntry } from '../../foundations/population/index.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { PlainDate } from '../../platform/index.ts'
import { DiffLine, type Lang, type TimelineEvent } from '../kit/index.ts'
import { actorWord, actWord } from './act-words.ts'
import { factWords, fieldWord, kinWord, whenWords } from './fact-words.ts'
import { personStrings } from './person-strings.ts'

interface Said { readonly label: string; readonly was: string | null; readonly is: string | null }

/** One change of the register in words, before and after. */
function changeWords(change: HistoryChange, today: PlainDate, lang: Lang): Said {
  const say = personStrings.in(lang)
  switch (change.part) {
    case 'fact': return { label: fieldWord(change.field, lang), was: factWords(change.field, change.before, today, lang), is: factWords(change.field, change.after, today, lang) }
    case 'number': return { label: `${say(`number.${change.kind}`)} ${groupPin(change.value)}`, was: change.before && say(`status.${change.before.status}`), is: change.after && say(`status.${change.after.status}`) }
    case 'card': return { label: `${say(`card.${change.kind}`)} ${groupPin(change.number)}`, was: change.before && say(`card-state.${change.before.status}`), is: change.after && say(`card-state.${change.after.status}`) }
    case 'relation': return { label: `${kinWord(change.kind, lang)} ${change.name ?? ''}`, was: change.before && say('relation.stands'), is: change.after === null || change.after.until !== null ? say('relation.ended') : say('relation.stands') }
    case 'merge': return { label: say('merge.entry'), was: change.merged ? say('merge.two') : say('merge.one'), is: change.merged ? say('merge.one') : say('merge.two') }
  }
}

/** One act in the story of a person: what it changed, when, on what ground. What came in with the person is folded away. */
export function eventOf(entry: HistoryEntry, today: PlainDate, lang: Lang): TimelineEvent {
  const say = personStrings.in(lang)
  const said = entry.changes.map((change) => changeWords(change, today, lang))
  const lines = said.map((each) => <DiffLine label={each.label} old={each.was ?? undefined} new={each.is ?? undefined} />)
  const first = entry.changes.every((change) => change.part !== 'merge' && change.before === null) && entry.changes.length > 3
  return {
    when: formatDateVi(entry.occurredOn), text: <strong>{actWord(entry.type, lang) ?? entry.basis.article}</strong>,
    detail: (
      <>
        {first ? <details class="details"><summary>{say('story.all', { n: lines.length })}</summary><div class="details-body">{lines}</div></details> : lines}
        <p class="hint">{say('person.recorded', { when: whenWords(entry.recordedAt), who: actorWord(entry.actor, lang) })} · {say('person.basis', { article: entry.basis.article })}{(entry.basis.documents ?? []).map((paper) => <> · {say('person.paper', { kind: paper.kind, number: paper.number ?? '–' })}</>)}</p>
      </>
    ),
  }
}

/** The entry last merged into this person, if it can be parted again. */
export function mergedInto(entries: readonly HistoryEntry[], personId: string): string | null {
  const merges = entries.flatMap((entry) => entry.changes).filter((change) => change.part === 'merge' && change.survivorId === personId)
  const last = merges[0]
  return last?.part === 'merge' && last.merged ? last.mergedId : null
}
