import { existsSync, readFileSync } from 'node:fs'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { rootPath } from '../../platform/index.ts'
import { parseCsv } from './csv.ts'

/** The code lists of data/codes, one file each; data/codes/README.md says where each comes from. */
export const codeListNames = [
  'agency-codes', 'bhyt-benefit-levels', 'bhyt-objects', 'birth-registration-kinds', 'blood-types', 'civil-registration-kinds',
  'cmnd9-prefixes', 'death-notice-kinds', 'education-levels', 'ethnic-groups', 'genders', 'identity-documents',
  'marital-certificate-purposes', 'marital-certificate-status', 'marital-status', 'marriage-registration-kinds', 'nationalities',
  'occupations', 'parent-child-recognition-kinds', 'phone-prefixes', 'pin-century-gender', 'pin-provinces', 'relation-to-head',
  'religions', 'residence-kinds', 'vital-status',
] as const
export type CodeListName = (typeof codeListNames)[number]

export interface CodeEntry {
  readonly code: string
  readonly label: string
  readonly labelEn: string
  readonly aliases: readonly string[]
  readonly validFrom: PlainDate | null
  readonly validTo: PlainDate | null
  /** `likely` and `guess` were not read in the text of the law: an administrator may change them. */
  readonly certainty: 'sure' | 'likely' | 'guess'
  readonly source: string
  /** The further columns of that list, by name ('area' of pin-provinces, 'level' of bhyt-objects). */
  readonly more: Readonly<Record<string, string>>
}

const lists = new Map<CodeListName, readonly CodeEntry[]>()

/** The rows of a list in the order of its file; with `on`, only those in force that day. */
export function codeList(name: CodeListName, on?: PlainDate): readonly CodeEntry[] {
  let entries = lists.get(name)
  if (!entries) lists.set(name, (entries = read(name)))
  return on === undefined ? entries : entries.filter((entry) => inForce(entry, on))
}

/** The row of a code in force that day; undefined when there is none. */
export function codeEntry(name: CodeListName, code: string, on: PlainDate): CodeEntry | undefined {
  return codeList(name, on).find((entry) => entry.code === code)
}

/** The Vietnamese word for a code on that day; the code itself when the list does not know it, so that old data stay readable. */
export function labelOf(name: CodeListName, code: string, on: PlainDate): string {
  return codeEntry(name, code, on)?.label ?? code
}

/**
 * The code people mean by a word: label or alias, without regard to capitals, tones, hyphens and brackets
 * ('Tày (Ngạn)' → 02). An exact label wins over an alias; undefined when nothing or more than one code fits.
 */
export function codeOf(name: CodeListName, text: string, on: PlainDate): string | undefined {
  const wanted = key(text.replace(/\(.*?\)/g, ' '))
  const entries = codeList(name, on)
  const labelled = entries.filter((entry) => key(entry.label) === wanted)
  const found = labelled.length > 0 ? labelled : entries.filter((entry) => entry.aliases.some((alias) => key(alias) === wanted))
  return found.length === 1 ? found[0]!.code : undefined
}

const key = (text: string): string => plainKey(text).replace(/[^\p{L}\p{N}]+/gu, '')

function inForce(entry: CodeEntry, on: PlainDate): boolean {
  return (entry.validFrom === null || entry.validFrom <= on) && (entry.validTo === null || on < entry.validTo)
}

function read(name: CodeListName): CodeEntry[] {
  const path = rootPath('data', 'codes', `${name}.csv`)
  if (!existsSync(path)) throw new Error(`code list ${name} has no file in data/codes`)
  return parseCsv(readFileSync(path, 'utf8')).map(({ code, label, label_en, aliases, valid_from, valid_to, certainty, source, ...more }) => ({
    code: code!, label: label!, labelEn: label_en!, aliases: aliases ? aliases.split('; ') : [],
    validFrom: valid_from || null, validTo: valid_to || null, certainty: certainty as CodeEntry['certainty'], source: source!, more,
  }))
}
