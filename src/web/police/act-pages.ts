import type { HouseholdRecord } from '../../foundations/residence/index.ts'
import type { PageRoute } from '../../platform/http/index.ts'
import type { Lang } from '../kit/index.ts'
import { actStrings } from './act-strings.ts'
import type { ActionGroup } from './person.tsx'
import { absenceRoutes } from './acts/absence.tsx'
import { addPersonRoutes } from './acts/add-person.tsx'
import { cardRoutes } from './acts/cards.tsx'
import { changeFactsRoutes } from './acts/change-facts.tsx'
import { changeHeadRoutes } from './acts/change-head.tsx'
import { confirmResidenceRoutes } from './acts/confirm-residence.tsx'
import { correctRelationRoutes } from './acts/correct-relation.tsx'
import { currentPlaceRoutes } from './acts/current-place.tsx'
import { decideAddressRoutes } from './acts/decide-address.tsx'
import { lifeStatusRoutes } from './acts/life-status.tsx'
import { mergeRoutes } from './acts/merge.tsx'
import { numberAnewRoutes } from './acts/number-anew.tsx'
import { answerOldNumberRoutes, claimOldNumberRoutes } from './acts/old-number.tsx'
import { openHouseholdRoutes } from './acts/open-household.tsx'
import { proposeCorrectionRoutes } from './acts/propose-correction.tsx'
import { proposeMergeRoutes } from './acts/propose-merge.tsx'
import { relativeRoutes } from './acts/relatives.tsx'
import { removeRoutes } from './acts/remove.tsx'
import { renewRoutes } from './acts/renew.tsx'
import { splitRoutes } from './acts/split.tsx'
import { temporaryRoutes } from './acts/temporary.tsx'

/** Every act and proposal that begins from a household's or a person's page. */
export const actPages: readonly PageRoute[] = [
  ...changeHeadRoutes, ...addPersonRoutes, ...splitRoutes, ...mergeRoutes, ...correctRelationRoutes, ...temporaryRoutes, ...openHouseholdRoutes, ...removeRoutes, ...renewRoutes, ...absenceRoutes, ...currentPlaceRoutes,
  ...proposeCorrectionRoutes, ...proposeMergeRoutes, ...confirmResidenceRoutes, ...decideAddressRoutes, ...claimOldNumberRoutes, ...answerOldNumberRoutes, ...numberAnewRoutes,
  ...relativeRoutes, ...cardRoutes, ...changeFactsRoutes, ...lifeStatusRoutes,
]

const onHome = [['doi-chu-ho', 'title.head'], ['them-nguoi', 'title.add'], ['tam-tru', 'title.temporary'], ['tach-ho', 'title.split'], ['nhap-ho', 'title.merge'], ['quan-he', 'title.relation']] as const

/** Acts of a household that stands; one that ended has none. */
export function actionsOfHome(home: HouseholdRecord, lang: Lang): { href: string; word: string }[] {
  if (home.endedOn !== null) return []
  return onHome.map(([slug, word]) => ({ href: `/dc/ho/${home.householdId}/${slug}`, word: actStrings.t(lang, word) }))
}

interface PersonState { readonly personId: string; readonly living: boolean; readonly kinds: readonly string[]; readonly absent: boolean; readonly claimed: boolean; readonly commander: boolean }

const slugs = {
  'sua': 'title.correct', 'cap-nhat': 'title.facts', 'nguoi-than': 'title.relative', 'het-quan-he': 'title.relative-end', 'sua-nguoi-than': 'title.relative-fix', 'tinh-trang': 'title.life',
  'the': 'title.card', 'het-the': 'title.card-end', 'so-cu': 'title.old-number', 'doi-chieu-so': 'title.answer-number', 'cap-lai-so': 'title.number-anew',
  'xac-nhan': 'title.confirm', 'lap-ho': 'title.open', 'tam-vang': 'title.absence', 'het-tam-vang': 'title.absence-end', 'xoa-thuong-tru': 'title.remove-permanent', 'gia-han': 'title.renew', 'xoa-tam-tru': 'title.remove-temporary', 'noi-o': 'title.current-place',
} as const
type Slug = keyof typeof slugs

/** Acts of a person by where he or she is registered; of the dead and the absent only what is written can be corrected, and the status itself by the commander. */
export function actionsOfPerson({ personId, living, kinds, absent, claimed, commander }: PersonState, lang: Lang): { group: ActionGroup; href: string; word: string }[] {
  const has = (kind: string): boolean => kinds.includes(kind)
  const when = (condition: boolean, ...some: Slug[]): Slug[] => (condition ? some : [])
  const groups: Record<ActionGroup, Slug[]> = {
    residence: when(living, 'xac-nhan', 'lap-ho', ...when(!absent, 'tam-vang'), ...when(absent, 'het-tam-vang'), ...when(has('permanent'), 'xoa-thuong-tru'), ...when(has('temporary'), 'gia-han', 'xoa-tam-tru'), ...when(!has('permanent') && !has('temporary'), 'noi-o')),
    person: ['sua', ...when(living, 'cap-nhat', 'nguoi-than', 'het-quan-he'), 'sua-nguoi-than', ...when(commander, 'tinh-trang')],
    numbers: when(living, 'the', 'het-the', 'so-cu', ...when(claimed, 'doi-chieu-so'), 'cap-lai-so'),
  }
  return (Object.keys(groups) as ActionGroup[]).flatMap((group) => groups[group].map((slug) => ({ group, href: `/dc/nguoi/${personId}/${slug}`, word: actStrings.t(lang, slugs[slug]) })))
}
