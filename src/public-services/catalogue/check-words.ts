import { isPlainDate } from '../../kernel/plain-date.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import type { Check, Problem } from './problem.ts'
import { lanesOf, type Service } from './linked.ts'
import { isInput } from './form-nodes.ts'
import type { LegalSource } from './vocabulary.ts'

const BANNED = ['vui lòng', 'quý khách', 'không hợp lệ', 'thao tác', 'truy vấn', 'hệ thống báo', 'xác thực thất bại', 'liên hệ quản trị viên']
const MOST_WORDS_A_SENTENCE = 20

/** Sentences a citizen reads: none of the banned words, at most 20 words each. A declaration is the law's own wording. */
const wordsArePlain: Check = (service) => [...sentencesOf(service)].flatMap(([at, text]): Problem[] => {
  const banned = BANNED.filter((word) => text.toLowerCase().includes(word)).map((word) => `says «${word}»`)
  const long = text.split(/[.?!:;]+\s*/).filter((sentence) => sentence.trim().split(/\s+/).length > MOST_WORDS_A_SENTENCE).map((sentence) => `sentence is too long: ${sentence}`)
  return [...banned, ...long].map((says) => ({ check: 'words-are-plain', at, says }))
})

function* sentencesOf(service: Service): Iterable<readonly [at: string, text: string]> {
  yield ['promise', service.promise]
  for (const page of service.form) {
    yield [page.id, page.title]
    for (const item of page.items) {
      yield [item.id, item.label]
      if (isInput(item)) for (const text of [item.hint, item.why, ...item.rules.map((rule) => rule.say), ...(item.options ?? []).map((option) => option.label)]) if (text) yield [item.id, text]
      if (item.kind === 'paper') for (const text of [item.why, item.withoutIt]) if (text) yield [item.id, text]
    }
  }
  for (const need of service.needs ?? []) yield [`needs.${need.item}`, need.says]
  for (const lane of lanesOf(service)) {
    for (const [id, state] of Object.entries(lane.steps)) if ('says' in state && state.says) yield [`${lane.id}.${id}`, state.says]
    for (const defect of lane.defects) yield [`${lane.id}.${defect.code}`, defect.says]
    for (const ground of lane.grounds) yield [`${lane.id}.${ground.code}`, ground.says]
  }
}

/** What is shown has a Vietnamese label, not the path of a value. */
const labelsAreWords: Check = (service) => service.derived.filter((item) => !item.hidden && item.label === item.id)
  .map((item): Problem => ({ check: 'labels-are-words', at: item.id, says: 'is shown to people without a label' }))

/** Search compares plain keys, so synonyms are written as such. */
const synonymsArePlain: Check = (service) => service.synonyms.filter((each) => plainKey(each) !== each).map((each): Problem => ({ check: 'synonyms-are-plain', at: each, says: 'is not written in small letters without diacritics' }))

const datesFollow: Check = (service) => {
  const dates = [service.validFrom, ...(service.validTo === null ? [] : [service.validTo])]
  const says = !dates.every(isPlainDate) ? 'is no date' : service.validTo !== null && service.validTo <= service.validFrom ? 'ends before it begins' : undefined
  return says ? [{ check: 'dates-follow', at: 'valid', says }] : []
}

/** Law is cited, and whatever is not sure says so in a note an administrator can act on. */
const lawIsCited: Check = (service) => {
  const none = service.legal.length === 0 ? [{ check: 'law-is-cited', at: 'legal', says: 'no legal basis' }] : []
  const bare = [...sourcesOf(service)].filter(([, source]) => source.certainty === 'guess' && !source.note)
  return [...none, ...bare.map(([at]) => ({ check: 'law-is-cited', at, says: 'a guess needs a note that says what is not checked' }))]
}

function* sourcesOf(service: Service): Iterable<readonly [at: string, source: LegalSource]> {
  for (const source of [...service.legal, ...service.notes]) yield ['legal', source]
  for (const lane of lanesOf(service)) {
    for (const rule of [...lane.clock, ...lane.rules, ...lane.grounds]) yield [lane.id, rule.basis]
    for (const defect of lane.defects) if (defect.basis) yield [`${lane.id}.${defect.code}`, defect.basis]
  }
}

export const speechChecks: readonly Check[] = [wordsArePlain, labelsAreWords, synonymsArePlain, datesFollow, lawIsCited]
