import { Col, countShift, genderMask, markedFlag, width, type Dictionaries, type Prepared } from './records.ts'

/** Prepared rows as lines of CSV in the order of `sideColumns`, for engines that read SQL. */
export function* sideLines({ n, rows }: Pick<Prepared, 'n' | 'rows'>, dictionaries: Dictionaries): Generator<string> {
  const texts = dictionaries.syllable.texts
  for (let i = 0; i < n; i++) {
    const base = i * width
    const at = (column: number): number => rows[base + column]!
    const syllables = [at(Col.syllables12) >>> 16, at(Col.syllables12) & 0xffff, at(Col.syllables34) >>> 16, at(Col.syllables34) & 0xffff, at(Col.syllables56) >>> 16, at(Col.syllables56) & 0xffff]
    yield [at(Col.row), at(Col.telex), at(Col.plain), at(Col.sorted), at(Col.surname), at(Col.given), at(Col.flags) >> countShift, at(Col.flags) & markedFlag ? 1 : 0, at(Col.flags) & genderMask,
      at(Col.pinHigh), at(Col.pinLow), at(Col.cmnd), at(Col.birth), at(Col.commune), at(Col.hamlet), ...syllables, ...syllables.map((id) => `"${texts[id]!}"`)].join(',')
  }
}
