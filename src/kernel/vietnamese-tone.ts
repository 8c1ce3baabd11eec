const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const CLUSTER = /\P{M}\p{M}*/gu
const VOWEL = /^[aeiouy]/i
const MARKED_CONSONANT = /[b-df-hj-np-tv-xz]\p{M}*[\u0300\u0301\u0303\u0309\u0323]/iu
/** Circumflex, breve, horn: ê ô â ă ơ ư carry the tone wherever they stand. */
const QUALITY = /[\u0302\u0306\u031b]/

/**
 * One run of letters, decomposed (NFD): its tone mark moved to the canonical place.
 * Left alone: no tone or more than one, a mark on a consonant (ñ), no single group of one to three vowels (foreign and minority words).
 */
export function canonicalSyllable(run: string): string {
  const tones = run.match(TONES)
  if (tones?.length !== 1 || MARKED_CONSONANT.test(run)) return run
  const letters = run.replace(TONES, '').match(CLUSTER) ?? []
  const group = vowelGroup(letters)
  if (!group) return run
  const place = tonePlace(letters, group)
  return letters.map((letter, index) => (index === place ? letter + tones[0] : letter)).join('')
}

interface Group { readonly from: number; readonly to: number }

/** The nucleus [from, to): u of 'qu' and i of 'gi' before another vowel belong to the consonant. */
function vowelGroup(letters: readonly string[]): Group | null {
  let from = letters.findIndex((letter) => VOWEL.test(letter))
  if (from < 0) return null
  let to = from
  while (to < letters.length && VOWEL.test(letters[to]!)) to++
  if (letters.slice(to).some((letter) => VOWEL.test(letter))) return null
  const onset = letters.slice(0, from + 1).join('').toLowerCase()
  if ((onset === 'qu' || onset === 'gi') && to - from > 1) from++
  return to - from <= 3 ? { from, to } : null
}

function tonePlace(letters: readonly string[], { from, to }: Group): number {
  for (let i = to - 1; i >= from; i--) {
    if (QUALITY.test(letters[i]!)) return i
  }
  const closed = to < letters.length
  if (closed) return to - 1
  return to - from === 3 ? from + 1 : from
}
