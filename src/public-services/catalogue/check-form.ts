import { fieldsOf, type Condition } from '../../kernel/expression.ts'
import type { Check, Problem } from './problem.ts'
import { inOrder, itemsOf, readsOf } from './dependencies.ts'
import { isInput, isKnown, type InputItem } from './form-nodes.ts'
import { lanesOf, type Lane, type Service } from './linked.ts'
import type { NamedRule } from './procedure.ts'
import { ambientFacts, registers, subjects } from './vocabulary.ts'

const MOST_INPUTS_A_PAGE = 3

const noCircles: Check = (service) => {
  try { inOrder(service); return [] } catch (error) { return [{ check: 'no-circles', at: 'form', says: (error as Error).message }] }
}

const idsAreUnique: Check = (service) => {
  const ids = [...service.form.flatMap((page) => page.items), ...service.derived].map((item) => item.id)
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({ check: 'ids-are-unique', at: id, says: 'two items have this id' }))
}

/** Every path some item, register, effect or account can give a value to, and the subjects of those paths (`mother`). */
export function knownPaths(service: Service): Set<string> {
  const paths = new Set<string>(ambientFacts)
  for (const item of itemsOf(service)) {
    paths.add(item.id)
    if (isKnown(item)) for (const field of item.source.fields) paths.add(`${item.id}.${field}`)
    if (item.kind === 'address') for (const part of ['commune', 'detail']) paths.add(`${item.id}.${part}`)
  }
  for (const path of paths) if (path.includes('.')) paths.add(path.slice(0, path.lastIndexOf('.')))
  for (const lane of lanesOf(service)) for (const state of Object.values(lane.steps)) if (state.kind === 'end') for (const effect of state.effects) for (const path of effect.yields) paths.add(path)
  return paths
}

const pathsAreKnown: Check = (service) => {
  const known = knownPaths(service)
  return [...pathsUsed(service)].filter(([, path]) => !known.has(path)).map(([at, path]): Problem => ({ check: 'paths-are-known', at, says: `nothing gives ${path} a value` }))
}

function* pathsUsed(service: Service): Iterable<readonly [at: string, path: string]> {
  for (const item of itemsOf(service)) {
    for (const path of readsOf(item)) yield [item.id, path]
    if (item.kind === 'consent') for (const path of [item.party, ...placesIn(item.says)]) yield [item.id, path]
    if (isInput(item) && item.offered && 'path' in item.offered) yield [item.id, item.offered.path]
    if (isInput(item)) for (const option of item.options ?? []) if (typeof option.detail === 'object') yield [item.id, option.detail.path]
  }
  for (const need of service.needs ?? []) for (const path of [need.item, ...conditionPaths(need.holds), ...placesIn(need.says)]) yield [`needs.${need.item}`, path]
  for (const lane of lanesOf(service)) yield* pathsOfLane(lane)
  for (const item of service.legalItems) { yield [item.id, item.path]; if (item.askedBy) yield [item.id, item.askedBy] }
}

function* pathsOfLane(lane: Lane): Iterable<readonly [at: string, path: string]> {
  for (const path of lane.authority.areaFrom) yield [`${lane.id}.authority`, path]
  for (const [id, state] of Object.entries(lane.steps)) {
    if (state.kind === 'wait') for (const path of state.facts) yield [`${lane.id}.${id}`, path]
    if (state.kind === 'end') for (const effect of state.effects) for (const path of [...Object.values(effect.inputs), ...conditionPaths(effect.when)]) yield [`${lane.id}.${id}.${effect.act}`, path]
  }
  for (const rule of lane.clock) for (const path of conditionPaths(rule.when)) yield [`${lane.id}.clock`, path]
  for (const rule of lane.rules) for (const path of pathsOfRule(rule)) yield [`${lane.id}.${rule.code}`, path]
  for (const defect of lane.defects) yield [`${lane.id}.${defect.code}`, defect.item]
}
const conditionPaths = (condition: Condition | undefined): string[] => condition ? fieldsOf(condition) : []

export function pathsOfRule({ check, item, when, says }: NamedRule): string[] {
  const places = [says.holds, says.fails, says.unknown].flatMap(placesIn)
  return [item, ...conditionPaths(when), ...places, ...pathsRead(check)]
}
const placesIn = (words: string): string[] => [...words.matchAll(/\{([\w.]+)\}/g)].map((found) => found[1]!)
function pathsRead(check: NamedRule['check']): readonly string[] {
  switch (check.op) {
    case 'family-name-in': return [check.name, ...check.parents]
    case 'same': case 'differ': return [check.left, check.right]
    case 'known': return check.paths
    case 'within-days': return [check.from]
    case 'age-below': case 'age-at-least': return [check.birth]
    default: return [check.path]
  }
}

/**
 * Once-only: a question about a fact that a connected register provides is refused, unless it is asked only while that
 * fact is missing, or the author wrote why (`because`).
 */
const nothingKnownIsAsked: Check = (service) => inputsOf(service).flatMap((item): Problem[] => {
  const register = registerOf(item.about)
  if (!register || item.because || (item.when && onlyWhileMissing(item.when, item.about))) return []
  return [{ check: 'nothing-known-is-asked', at: item.id, says: `${registers[register].label} already provides ${item.about}` }]
})

function registerOf(path: string): keyof typeof registers | undefined {
  const [subject = '', ...rest] = path.split('.')
  const register = subjects[subject]
  return register && rest.join('.') in registers[register].fields ? register : undefined
}

/** True when the condition can only hold while the path has no value. */
function onlyWhileMissing(condition: Condition, path: string): boolean {
  if (condition.op === 'not') return condition.of.op === 'has' && condition.of.field === path
  if (condition.op === 'all') return condition.of.some((part) => onlyWhileMissing(part, path))
  if (condition.op === 'any') return condition.of.length > 0 && condition.of.every((part) => onlyWhileMissing(part, path))
  return false
}

const pagesAreSmall: Check = (service) => service.form.filter((page) => page.items.filter(isInput).length > MOST_INPUTS_A_PAGE)
  .map((page) => ({ check: 'pages-are-small', at: page.id, says: `asks more than ${MOST_INPUTS_A_PAGE} things` }))

const papersHaveDefects: Check = (service) => lanesOf(service).flatMap((lane) => service.form.flatMap((page) => page.items)
  .filter((item) => item.kind === 'paper' && lane.items.includes(item.id) && !lane.defects.some((each) => each.item === item.id))
  .map((item) => ({ check: 'papers-have-defects', at: `${lane.id}.${item.id}`, says: 'no defect code says what may be wrong with this paper' })))

const inputsOf = (service: Service): InputItem[] => service.form.flatMap((page) => page.items.filter(isInput))

const choicesOffer: Check = (service) => inputsOf(service).flatMap((item): Problem[] => {
  const options = item.options ?? []
  const wrong = (says: string): Problem[] => [{ check: 'choices-offer', at: item.id, says }]
  if (item.kind === 'choice' && options.length < 2) return wrong('offers fewer than two answers')
  if (item.offered && 'value' in item.offered && !options.some((each) => each.value === (item.offered as { value: string }).value)) return wrong('the offered value is none of its options')
  return new Set(options.map((each) => each.value)).size === options.length ? [] : wrong('two options have one value')
})

export const askingChecks: readonly Check[] = [idsAreUnique, noCircles, pathsAreKnown, nothingKnownIsAsked, pagesAreSmall, papersHaveDefects, choicesOffer]
