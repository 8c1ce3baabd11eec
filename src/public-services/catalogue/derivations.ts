/** How a value follows from others. Plain data; `derive` in the forms module computes it. */
export type Derivation =
  | { readonly op: 'constant'; readonly value: string }
  | { readonly op: 'copy'; readonly path: string }
  /** The first path that is known. */
  | { readonly op: 'first'; readonly paths: readonly string[] }
  /** The path that the answer under `by` names; `otherwise` when nothing was asked. */
  | { readonly op: 'pick'; readonly by: string; readonly among: Readonly<Record<string, string>>; readonly otherwise: readonly string[] }
  /** A date in Vietnamese words, as the birth certificate prints it. */
  | { readonly op: 'date-in-words'; readonly path: string }
  /** Text with `{path}` places. */
  | { readonly op: 'sentence'; readonly template: string }
  /** The first comparison that holds, and what it means: the requester's number is the mother's, so "Mẹ". Nothing while `path` is unknown. */
  | { readonly op: 'match'; readonly path: string; readonly among: readonly MatchCase[]; readonly otherwise: { readonly value: string; readonly text: string } }

/** `path` of the match equals the value at `path` here; or the value at `at` is one of `isOneOf`. */
export type MatchCase = { readonly value: string; readonly text: string } & ({ readonly path: string } | { readonly at: string; readonly isOneOf: readonly string[] })

export const constant = (value: string): Derivation => ({ op: 'constant', value })
export const copy = (path: string): Derivation => ({ op: 'copy', path })
export const firstOf = (...paths: string[]): Derivation => ({ op: 'first', paths })
export const pick = (by: string, among: Record<string, string>, ...otherwise: string[]): Derivation => ({ op: 'pick', by, among, otherwise })
export const dateInWords = (path: string): Derivation => ({ op: 'date-in-words', path })
export const sentence = (template: string): Derivation => ({ op: 'sentence', template })
export const match = (path: string, among: readonly MatchCase[], otherwise: { value: string; text: string }): Derivation => ({ op: 'match', path, among, otherwise })

/** Paths a derivation reads. */
export function pathsOf(how: Derivation): string[] {
  switch (how.op) {
    case 'constant': return []
    case 'copy': case 'date-in-words': return [how.path]
    case 'first': return [...how.paths]
    case 'pick': return [how.by, ...Object.values(how.among), ...how.otherwise]
    case 'sentence': return [...how.template.matchAll(/\{([\w.]+)\}/g)].map((found) => found[1]!)
    case 'match': return [how.path, ...how.among.map((each) => 'path' in each ? each.path : each.at)]
  }
}
