import { plainKey, syllables, tidySpaces } from './vietnamese-text.ts'

/** Another way in which a typed name may have been meant. */
export interface NameVariant {
  /** Plain syllables in the order typed. */
  readonly syllables: readonly string[]
  /**
   * 'keystrokes': Telex or VNI keys left in the text; 'typing': a letter doubled, lost, swapped or beside the right key;
   * 'spelling': sounds that regions write alike; 'shorter': one word too many.
   */
  readonly how: 'keystrokes' | 'typing' | 'spelling' | 'shorter'
}

const onsets = ['', 'b', 'c', 'ch', 'd', 'g', 'gh', 'gi', 'h', 'k', 'kh', 'l', 'm', 'n', 'ng', 'ngh', 'nh', 'p', 'ph', 'qu', 'r', 's', 't', 'th', 'tr', 'v', 'x']
const rimes = ('a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu enh ech i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu '
  + 'o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu '
  + 'uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu').split(' ')

let known: ReadonlySet<string> | undefined

/** Is this plain syllable one that Vietnamese spelling can make? */
export function isPlainSyllable(text: string): boolean {
  known ??= new Set(onsets.flatMap((onset) => rimes.map((rime) => onset + rime)))
  return known.has(text)
}

/** What a run of Telex or VNI keystrokes was meant to be, plain; the text itself when it holds none: 'nguyeenx' → 'nguyen', 'nguye6n4' → 'nguyen'. */
export function withoutKeystrokes(text: string): string {
  if (isPlainSyllable(text)) return text
  const vni = /^[a-z]+[1-9][a-z1-9]*$/.test(text) ? text.replace(/[1-9]/g, '') : text
  if (vni !== text && isPlainSyllable(vni)) return vni
  const letters = text.replace(/aa/g, 'a').replace(/ee/g, 'e').replace(/oo/g, 'o').replace(/dd/g, 'd').replace(/uw|\[/g, 'u').replace(/ow|\]/g, 'o').replace(/aw/g, 'a').replace(/w/g, '')
  if (isPlainSyllable(letters)) return letters
  // The tone key may stand anywhere behind the vowel.
  for (let i = letters.length - 1; i > 0; i--) {
    if (!'sfrxj'.includes(letters[i]!)) continue
    const rest = letters.slice(0, i) + letters.slice(i + 1)
    if (isPlainSyllable(rest)) return rest
  }
  return text
}

const confusions: readonly (readonly [RegExp, string])[] = [
  [/^s(?!h)/, 'x'], [/^x/, 's'], [/^ch/, 'tr'], [/^tr/, 'ch'], [/^d/, 'gi'], [/^gi(?=[aeiouy])/, 'd'], [/^l/, 'n'], [/^n(?![gh])/, 'l'], [/^v/, 'd'], [/^r/, 'd'], [/^c(?=[aou])/, 'k'], [/^k(?=[iey])/, 'c'],
  [/i$/, 'y'], [/y$/, 'i'], [/n$/, 'ng'], [/ng$/, 'n'], [/t$/, 'c'], [/c$/, 't'], [/nh$/, 'n'], [/uu$/, 'iu'], [/uou$/, 'ieu'],
]

function spelledAlike(syllable: string): string[] {
  return confusions.flatMap(([pattern, other]) => (pattern.test(syllable) ? [syllable.replace(pattern, other)] : [])).filter((each) => each !== syllable && isPlainSyllable(each))
}

const besideKeys: Readonly<Record<string, string>> = {
  a: 'sqz', b: 'vghn', c: 'xdfv', d: 'sfec', e: 'wrd', g: 'fhtb', h: 'gjyn', i: 'uok', k: 'jlim', l: 'ko', m: 'nk', n: 'bmh', o: 'ipl', p: 'o', q: 'wa', r: 'etf', s: 'adwx', t: 'ryg', u: 'yij', v: 'cbg', x: 'zcs', y: 'tuh',
}

/** Syllables one slip of the finger away from what is none: two letters swapped, one too many, one missing, or the key beside. */
function typedWrong(syllable: string): string[] {
  const found = new Set<string>()
  for (let i = 0; i < syllable.length; i++) {
    const [before, after] = [syllable.slice(0, i), syllable.slice(i + 1)]
    if (i + 1 < syllable.length) found.add(before + syllable[i + 1] + syllable[i] + syllable.slice(i + 2))
    found.add(before + after)
    for (const [meant, beside] of Object.entries(besideKeys)) if (beside.includes(syllable[i]!)) found.add(before + meant + after)
  }
  for (let i = 0; i <= syllable.length; i++) for (const letter of 'nghuiaoetyc') found.add(syllable.slice(0, i) + letter + syllable.slice(i))
  return [...found].filter(isPlainSyllable)
}

/**
 * Other ways a typed name may have been meant, likeliest first, at most `most`: keystrokes repaired, slips of the finger in what is no
 * syllable, sounds that are written alike, one word less. Each differs from what was typed; only one slip or sound at a time.
 */
export function nameVariants(name: string, most = 24): NameVariant[] {
  const typed = syllables(plainKey(tidySpaces(name)))
  const found = new Map<string, NameVariant>()
  const add = (how: NameVariant['how'], words: readonly string[]): void => {
    const key = words.join(' ')
    if (words.length > 0 && key !== typed.join(' ') && !found.has(key)) found.set(key, { how, syllables: words })
  }
  const repaired = typed.map(withoutKeystrokes)
  add('keystrokes', repaired)
  const replaced = (how: NameVariant['how'], others: (syllable: string) => string[], only: (syllable: string) => boolean): void =>
    repaired.forEach((syllable, i) => only(syllable) && others(syllable).forEach((other) => add(how, repaired.with(i, other))))
  replaced('typing', typedWrong, (syllable) => !isPlainSyllable(syllable))
  replaced('spelling', spelledAlike, isPlainSyllable)
  if (repaired.length >= 3) repaired.forEach((_, i) => add('shorter', repaired.toSpliced(i, 1)))
  return shared([...found.values()], most)
}

/** No kind of variant pushes the others out: each gets its turn, in the order of likelihood. */
function shared(all: readonly NameVariant[], most: number): NameVariant[] {
  if (all.length <= most) return [...all]
  const byKind = [...Map.groupBy(all, ({ how }) => how).values()]
  const taken = new Set<NameVariant>()
  for (let i = 0; taken.size < most; i++) for (const some of byKind) if (some[i] && taken.size < most) taken.add(some[i]!)
  return all.filter((each) => taken.has(each))
}
