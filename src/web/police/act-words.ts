import { actWords, type ActActor } from '../../foundations/acts/index.ts'
import type { Lang } from '../kit/index.ts'
import { personStrings } from './person-strings.ts'

/** What an act is called, with a capital; nothing for a type without words. */
export function actWord(type: string | undefined, lang: Lang): string | null {
  if (type === undefined) return null
  const words = actWords(type, lang)
  return words === actWords('', lang) ? null : words
}

/** Who recorded an act, without a name: as it stands in the books. */
export function actorWord(actor: ActActor | undefined, lang: Lang): string {
  const say = personStrings.in(lang)
  if (actor?.kind === 'officer') return say('who.officer')
  return say(actor?.kind === 'citizen' ? 'who.citizen' : 'who.system')
}
