import { columns, type PersonSeed } from '../../../synthetic/person-seed.ts'

/** One line of a list of people, every cell as text (docs/import.md); an empty text is "not recorded". */
export type ListRow = { readonly [K in keyof PersonSeed]: string }
export { columns }

/** Why a value cannot be taken as it is: the column it stands in, a code of ours, the sentence, and the value itself (masked before it is shown). */
export interface Objection {
  readonly column: string
  readonly code: string
  readonly vi: string
  readonly value: string
}

/** A line that could not even be split into cells. */
export interface Unreadable {
  readonly unreadable: Objection
}

/** A piece of the list. Line numbers count as a spreadsheet shows them: the heading is line 1. */
export interface Chunk {
  readonly firstLine: number
  /** Nothing for an empty line. */
  readonly rows: readonly (ListRow | Unreadable | undefined)[]
}

/** A list of people that can be read again from its start. */
export interface ImportSource {
  /** Name of the keeper of the list: people of the same list with the same external_id are the same people. */
  readonly list: string
  /** What people call this delivery: the file name. */
  readonly name: string
  /** The day the list states the facts for. */
  readonly statedOn: string
  /** Code of the source of the facts, see population/sources.ts. */
  readonly sourceCode: string
  /** Reads from the start; `fingerprint` tells one content from another and is known when the chunks have ended. */
  read(): { readonly chunks: Iterable<Chunk> | AsyncIterable<Chunk>; fingerprint(): string; readonly share: () => number }
}

export const columnName = Object.fromEntries(columns.map(({ name, key }) => [key, name])) as Readonly<Record<keyof PersonSeed, string>>
export const isUnreadable = (row: ListRow | Unreadable): row is Unreadable => 'unreadable' in row
