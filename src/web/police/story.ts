import type { FactField, PersonVersion } from '../../foundations/population/index.ts'
import { factFields } from '../../foundations/population/index.ts'
import type { PlainDate } from '../../platform/index.ts'

export interface FactChange {
  readonly field: FactField
  readonly was: unknown
  readonly is: unknown
}

/** What one act changed in the facts of a person. */
export interface StoryEntry {
  /** The day it became true. */
  readonly on: PlainDate
  readonly recordedAt: string
  readonly act: PersonVersion['act']
  /** Empty for the act that brought the person into the register. */
  readonly changes: readonly FactChange[]
  readonly first: boolean
}

/** The versions of a person told act by act, newest first: what stood before and what after. Acts that changed none of the facts are left out. */
export function storyOf(versions: readonly PersonVersion[]): StoryEntry[] {
  const byAct = Map.groupBy(versions, (version) => version.act?.actId ?? version.recordedAt)
  const story: StoryEntry[] = []
  let standing: PersonVersion | undefined
  for (const rows of byAct.values()) {
    const open = rows.find((row) => row.validTo === null)
    if (!open) continue
    const changes = standing ? differences(standing, open) : []
    if (!standing || changes.length > 0) story.push({ on: standing ? open.act?.occurredOn ?? open.validFrom : open.validFrom, recordedAt: open.recordedAt, act: open.act, changes, first: !standing })
    standing = open
  }
  return story.reverse()
}

function differences(before: PersonVersion, after: PersonVersion): FactChange[] {
  return factFields.flatMap((field) => {
    const [was, is] = [before.facts[field], after.facts[field]]
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, was, is }]
  })
}
