import { plainKey, syllables } from '../../kernel/vietnamese-text.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { services } from '../../public-services/dossier/index.ts'
import type { Published } from '../../public-services/catalogue/index.ts'

/**
 * Services in force whose name, promise or synonyms hold the words typed, diacritics or not, best first: the whole phrase
 * in the name, then in a synonym, then all the words anywhere. [] for no words.
 */
export function searchServices(typed: string, on: PlainDate): Published[] {
  const words = syllables(typed.slice(0, 200))
  if (words.length === 0) return []
  return services(on).map((published) => ({ published, score: scoreOf(published, words, typed) })).filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || Number(b.published.service.kind === 'linked') - Number(a.published.service.kind === 'linked') || (a.published.service.code < b.published.service.code ? -1 : 1))
    .map(({ published }) => published)
}

function scoreOf({ service }: Published, words: readonly string[], typed: string): number {
  const phrase = ` ${words.join(' ')} `
  const name = padded(service.name)
  const synonyms = service.synonyms.map(padded)
  if (plainKey(service.code) === plainKey(typed)) return 100
  if (name.includes(phrase)) return 50
  if (synonyms.some((synonym) => synonym.includes(phrase) || phrase.includes(synonym))) return 40
  const all = new Set([name, padded(service.promise), ...synonyms].join(' ').split(' '))
  return words.every((word) => all.has(word)) ? 10 : 0
}

const padded = (text: string): string => ` ${syllables(text).join(' ')} `
