import { syllables } from '../../kernel/vietnamese-text.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { checkProcedure } from './check.ts'
import { freeze, loadProcedure, type Frozen } from './freeze.ts'
import type { Service } from './linked.ts'

export interface Published extends Frozen { readonly service: Service }

export interface Catalogue {
  readonly all: readonly Published[]
  /** The version of a code that is in force on that day. */
  find(code: string, on: PlainDate): Published | undefined
  findBySlug(slug: string, on: PlainDate): Published | undefined
  /** Services whose name, code or synonyms hold every word typed, diacritics or not; best first. */
  search(typed: string, on: PlainDate): Published[]
}

/** The services of a release, checked and frozen. Throws with the whole list of problems: a wrong procedure must not start. */
export function buildCatalogue(services: readonly Service[]): Catalogue {
  const problems = [...services.flatMap((service) => checkProcedure(service).map((each) => `${service.code} ${each.check} at ${each.at}: ${each.says}`)), ...overlaps(services)]
  if (problems.length > 0) throw new Error(`the catalogue cannot be published:\n${problems.join('\n')}`)
  const all = services.map((service): Published => { const frozen = freeze(service); return { ...frozen, service: loadProcedure(frozen.canonicalJson) } })
  const inForce = (on: PlainDate) => all.filter(({ service }) => service.validFrom <= on && (service.validTo === null || on < service.validTo))
  return {
    all,
    find: (code, on) => inForce(on).find(({ service }) => service.code === code),
    findBySlug: (slug, on) => inForce(on).find(({ service }) => service.slug === slug),
    search: (typed, on) => rank(inForce(on), syllables(typed)),
  }
}

function overlaps(services: readonly Service[]): string[] {
  const far = '9999-12-31'
  return services.flatMap((one, index) => services.slice(index + 1)
    .filter((other) => (one.code === other.code || one.slug === other.slug) && one.validFrom < (other.validTo ?? far) && other.validFrom < (one.validTo ?? far))
    .map((other) => `${one.code} and ${other.code} share a code or address in the same period`))
}

function rank(published: readonly Published[], words: readonly string[]): Published[] {
  if (words.length === 0) return []
  return published.map((each) => ({ each, score: score(each.service, words) })).filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.each.service.code < b.each.service.code ? -1 : 1)).map(({ each }) => each)
}

/** 0 unless every word is found. A phrase in the name counts most, then a synonym as a whole, then scattered words. */
function score(service: Service, words: readonly string[]): number {
  const phrase = words.join(' ')
  const name = syllables(service.name).join(' ')
  const others = service.synonyms.map((each) => syllables(each).join(' '))
  if (syllables(service.code).join(' ') === phrase) return 100
  if (` ${name} `.includes(` ${phrase} `)) return 50
  if (others.some((each) => each === phrase || ` ${phrase} `.includes(` ${each} `))) return 40
  if (others.some((each) => ` ${each} `.includes(` ${phrase} `))) return 30
  const all = new Set(`${name} ${others.join(' ')}`.split(' '))
  return words.every((word) => all.has(word)) ? 10 : 0
}
