import { weighsSets, type LinkModel } from './model.ts'
import { Col, countShift, genderMask, markedFlag, mostCommunes, width, type Dictionaries, type Prepared } from './records.ts'

/** Prepared rows as lines of CSV in the order of `sideColumns`, for engines that read SQL; for a model that weighs sets of communes, with those behind. */
export function* sideLines({ n, rows }: Pick<Prepared, 'n' | 'rows'>, dictionaries: Dictionaries, model?: LinkModel): Generator<string> {
  const texts = dictionaries.syllable.texts
  const withSets = model !== undefined && weighsSets(model)
  for (let i = 0; i < n; i++) {
    const base = i * width
    const at = (column: number): number => rows[base + column]!
    const syllables = [at(Col.syllables12) >>> 16, at(Col.syllables12) & 0xffff, at(Col.syllables34) >>> 16, at(Col.syllables34) & 0xffff, at(Col.syllables56) >>> 16, at(Col.syllables56) & 0xffff]
    const set = at(Col.commune) < 0 ? dictionaries.communes.texts[-at(Col.commune)]!.split(';') : []
    yield [at(Col.row), at(Col.telex), at(Col.plain), at(Col.sorted), at(Col.surname), at(Col.given), at(Col.flags) >> countShift, at(Col.flags) & markedFlag ? 1 : 0, at(Col.flags) & genderMask,
      at(Col.pinHigh), at(Col.pinLow), at(Col.cmnd), at(Col.birth), withSets ? at(Col.commune) : Math.max(0, at(Col.commune)), at(Col.hamlet), ...syllables, ...syllables.map((id) => `"${texts[id]!}"`), ...(withSets ? Array.from({ length: mostCommunes }, (_, k) => (set[k] === undefined ? 0 : Number(set[k]))) : [])].join(',')
  }
}
