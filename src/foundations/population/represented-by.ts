import { earliest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import type { PlainDate, Tx } from '../../platform/index.ts'
import { isDead } from './life-status.ts'
import { personStatus, relatedTo } from './read-person.ts'

/** Bộ luật Dân sự 2015 đ.20–21: parents act for a child until it is of age. */
const ageOfMajority = 18

/** Living minor children, wards and those represented, by confirmed relations of the register. For rights: not logged, never to be shown. */
export async function representedBy(tx: Tx, personId: string, on: PlainDate): Promise<string[]> {
  const found = new Set<string>()
  for (const { kind, personId: other } of await relatedTo(tx, personId, ['child', 'ward', 'represented'])) {
    const status = await personStatus(tx, other)
    if (!status || isDead(status.lifeStatus)) continue
    const minor = status.birthDate !== null && ageOn(earliest(status.birthDate), on) < ageOfMajority
    if (kind !== 'child' || minor) found.add(other)
  }
  return [...found]
}
