import { allow, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import { earliest } from '../../kernel/partial-date.ts'
import { selectEntriesAbout } from './entries.sql.ts'
import { civilRule } from './rules.ts'
import { recordLayouts, type EntryKind } from './record-layouts.ts'

/** An entry of which somebody may ask for a copy. */
export interface PersonEntry {
  readonly entryId: string
  readonly kind: EntryKind
  /** 'Khai sinh', 'Kết hôn' … */
  readonly title: string
  readonly about: string
  readonly number: string
  readonly registeredOn: PlainDate
  readonly authority: string
  /** Commune that keeps the book. */
  readonly area: string
}

const asked = new WeakMap<Tx, Map<string, Promise<PersonEntry[]>>>()

/**
 * Entries of which the person may ask for a copy (Luật Hộ tịch 2014 đ.63): in which they stand as confirmed, and births of their children who are not
 * of age. Newest first. For the person; logged. Asked once in a transaction.
 */
export function entriesOfPerson(ctx: Ctx, personId: string): Promise<PersonEntry[]> {
  allow(ctx, 'civil-status.read-own-entries', { person: personId })
  const known = asked.get(ctx.tx) ?? new Map<string, ReturnType<typeof readEntries>>()
  asked.set(ctx.tx, known)
  if (!known.has(personId)) known.set(personId, readEntries(ctx, personId))
  return known.get(personId)!
}

async function readEntries(ctx: Ctx, personId: string): Promise<PersonEntry[]> {
  const found = await selectEntriesAbout(ctx.tx, personId)
  ctx.logRead({ kind: 'list', register: 'civil-status', subjects: [personId], fields: ['bookLine'] })
  const minor = (birth: string | null): boolean => birth !== null && ageOn(earliest(birth), ctx.today) < civilRule('majority-age', ctx.today)
  return found.filter((each) => each.part !== 'parent' || minor(each.childBirthDate)).map(({ entryId, kind, about, bookNumber, entryNumber, registeredOn, authority, area }) => ({
    entryId, kind, title: recordLayouts[kind].title, about, number: bookNumber === '' ? entryNumber : `${entryNumber}, quyển ${bookNumber}`, registeredOn, authority, area,
  }))
}
