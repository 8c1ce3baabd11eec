import type { MatchInput } from './records.ts'

/** One line of `registerSideStatement`: the person as matched, and what the register says of his or her life; the ethnic group where it was asked for. */
export function registerLine(line: string): { readonly input: MatchInput; readonly life: string; readonly ethnicity: string } {
  const [id, name, birth, gender, numbers, commune, address, life, ethnicity = ''] = line.split('\t').map(unescaped) as [string, string, string, string, string, string, string, string, string?]
  return { input: { id, name, birth, gender, numbers, commune, address }, life, ethnicity }
}

/** COPY in text format writes tabs, line ends and backslashes of a value as two signs. */
const unescaped = (text: string): string => (text.includes('\\') ? text.replace(/\\([tnr\\])/g, (_, sign: string) => ({ 't': ' ', 'n': ' ', 'r': ' ', '\\': '\\' })[sign]!) : text)
