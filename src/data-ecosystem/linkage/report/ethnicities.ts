import { registerLines } from '../intake/stage-files.ts'

/** Ethnic groups by row of the register, a byte each: what a report needs to say whom a matching serves worse. Of whom they are stands in no report. */
export function ethnicitiesIn(file: string, people: number): (row: number) => string {
  const names: string[] = ['']
  const codes = new Uint8Array(people)
  let at = 0
  for (const { ethnicity } of registerLines(file)) {
    if (!names.includes(ethnicity)) names.push(ethnicity)
    codes[at++] = names.indexOf(ethnicity)
  }
  return (row) => names[codes[row]!]!
}
