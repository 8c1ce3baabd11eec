import type { HouseholdRecord } from '../../foundations/residence/index.ts'
import type { PageRoute } from '../../platform/http/index.ts'
import type { Lang } from '../kit/index.ts'
import { actStrings } from './act-strings.ts'
import { absenceRoutes } from './acts/absence.tsx'
import { addPersonRoutes } from './acts/add-person.tsx'
import { changeHeadRoutes } from './acts/change-head.tsx'
import { confirmResidenceRoutes } from './acts/confirm-residence.tsx'
import { correctRelationRoutes } from './acts/correct-relation.tsx'
import { currentPlaceRoutes } from './acts/current-place.tsx'
import { decideAddressRoutes } from './acts/decide-address.tsx'
import { mergeRoutes } from './acts/merge.tsx'
import { numberAnewRoutes } from './acts/number-anew.tsx'
import { answerOldNumberRoutes, claimOldNumberRoutes } from './acts/old-number.tsx'
import { openHouseholdRoutes } from './acts/open-household.tsx'
import { proposeCorrectionRoutes } from './acts/propose-correction.tsx'
import { proposeMergeRoutes } from './acts/propose-merge.tsx'
import { removeRoutes } from './acts/remove.tsx'
import { renewRoutes } from './acts/renew.tsx'
import { splitRoutes } from './acts/split.tsx'
import { temporaryRoutes } from './acts/temporary.tsx'

/** Every act and proposal that begins from a household's or a person's page. */
export const actPages: readonly PageRoute[] = [
  ...changeHeadRoutes, ...addPersonRoutes, ...splitRoutes, ...mergeRoutes, ...correctRelationRoutes, ...temporaryRoutes, ...openHouseholdRoutes, ...removeRoutes, ...renewRoutes, ...absenceRoutes, ...currentPlaceRoutes,
  ...proposeCorrectionRoutes, ...proposeMergeRoutes, ...confirmResidenceRoutes, ...decideAddressRoutes, ...claimOldNumberRoutes, ...answerOldNumberRoutes, ...numberAnewRoutes,
]

const onHome = [['doi-chu-ho', 'title.head'], ['them-nguoi', 'title.add'], ['tam-tru', 'title.temporary'], ['tach-ho', 'title.split'], ['nhap-ho', 'title.merge'], ['quan-he', 'title.relation']] as const

/** Acts of a household that stands; one that ended has none. */
export function actionsOfHome(home: HouseholdRecord, lang: Lang): { href: string; word: string }[] {
  if (home.endedOn !== null) return []
  return onHome.map(([slug, word]) => ({ href: `/dc/ho/${home.householdId}/${slug}`, word: actStrings.t(lang, word) }))
}

const onPerson = {
  permanent: [['xoa-thuong-tru', 'title.remove-permanent']], temporary: [['gia-han', 'title.renew'], ['xoa-tam-tru', 'title.remove-temporary']], none: [['noi-o', 'title.current-place']],
  always: [['xac-nhan', 'title.confirm'], ['lap-ho', 'title.open'], ['so-cu', 'title.old-number'], ['cap-lai-so', 'title.number-anew']], claimed: [['doi-chieu-so', 'title.answer-number']], here: [['tam-vang', 'title.absence']], away: [['het-tam-vang', 'title.absence-end']],
} as const

/** Acts of a person by where he or she is registered; of the dead only what is written can be corrected. */
export function actionsOfPerson(person: { readonly personId: string; readonly living: boolean; readonly kinds: readonly string[]; readonly absent: boolean; readonly claimed: boolean }, lang: Lang): { href: string; word: string }[] {
  const correct = { href: `/dc/nguoi/${person.personId}/sua`, word: actStrings.t(lang, 'title.correct') }
  if (!person.living) return [correct]
  const has = (kind: string): boolean => person.kinds.includes(kind)
  const list = [...onPerson.always, ...(person.claimed ? onPerson.claimed : []), ...(person.absent ? onPerson.away : onPerson.here), ...(has('permanent') ? onPerson.permanent : []), ...(has('temporary') ? onPerson.temporary : []), ...(has('permanent') || has('temporary') ? [] : onPerson.none)]
  return [correct, ...list.map(([slug, word]) => ({ href: `/dc/nguoi/${person.personId}/${slug}`, word: actStrings.t(lang, word) }))]
}
