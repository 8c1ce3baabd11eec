/** Vietnamese is authoritative, English is the second language of every screen (ux.md §3.8). */
export type Lang = 'vi' | 'en'


type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholders<Rest> : never

/** The values a sentence needs; a sentence without placeholders takes none. */
export type Vars<S extends string> = { readonly [P in Placeholders<S>]: string | number }

type VarsArgument<S extends string> = string extends S
  ? [vars?: Readonly<Record<string, string | number>>]
  : [Placeholders<S>] extends [never] ? [] : [vars: Vars<S>]

export interface Catalogue<V extends Readonly<Record<string, string>>> {
  readonly vi: V
  readonly en: Readonly<Record<keyof V, string>>
  /** The sentence of that key in that language, its `{places}` filled. */
  t<K extends keyof V & string>(lang: Lang, key: K, ...vars: VarsArgument<V[K]>): string
  /** The same, with the language chosen once. */
  in(lang: Lang): Say<V>
}

export type Say<V extends Readonly<Record<string, string>>> = <K extends keyof V & string>(key: K, ...vars: VarsArgument<V[K]>) => string

/**
 * A catalogue of sentences: a key without English, an English key without Vietnamese, and a missing placeholder value are
 * compile errors. Each screen module brings its own: `const s = strings({ vi: { … }, en: { … } })`.
 */
export function strings<const V extends Readonly<Record<string, string>>>(catalogue: {
  readonly vi: V
  readonly en: Readonly<Record<keyof V, string>>
}): Catalogue<V> {
  const say = (lang: Lang, key: keyof V & string, vars?: Readonly<Record<string, string | number>>): string =>
    fill((lang === 'en' ? catalogue.en[key] : catalogue.vi[key]) as string, vars)
  return {
    vi: catalogue.vi,
    en: catalogue.en,
    t: (lang, key, ...[vars]) => say(lang, key, vars),
    in: (lang) => (key, ...[vars]) => say(lang, key, vars),
  }
}

function fill(sentence: string, vars: Readonly<Record<string, string | number>> | undefined): string {
  if (!vars) return sentence
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in vars ? String(vars[name]) : whole))
}
