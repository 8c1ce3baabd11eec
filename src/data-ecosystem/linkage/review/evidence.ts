import { birthLevel, genderLevel, nameLevel, numberLevel, oneEditOf } from '../compare.ts'
import { Scorer, type ComparedWords, type NameShares } from '../kernel.ts'
import type { LinkModel } from '../model.ts'
import type { PairEvidence } from './explain.ts'

/** What two prepared rows agree in, with the weight that the kernel gives them. Made once for many pairs: it remembers what it was asked about syllables. */
export function evidenceOf(model: LinkModel, shares: NameShares, words: ComparedWords): (l: Int32Array, i: number, r: Int32Array, j: number) => PairEvidence {
  const oneEdit = oneEditOf(words.syllable.texts)
  const scorer = new Scorer(model, shares, words)
  return (l, i, r, j) => {
    const name = nameLevel(l, i, r, j, oneEdit)
    return { levels: { name, number: numberLevel(l, i, r, j), birth: birthLevel(l, i, r, j), gender: genderLevel(l, i, r, j), address: scorer.addressLevel(l, i, r, j) }, rarity: scorer.nameRarity(name, r, j) }
  }
}
