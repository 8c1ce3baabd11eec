import { Refusal } from '../../kernel/refusal.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { isAllowed, type Ctx } from '../../platform/index.ts'
import { selectFinding, type Finding } from './findings.sql.ts'
import { proposeCorrection } from './propose-correction.ts'
import { exemptionReasons, proposeExemption } from './propose-exemption.ts'
import { readWorklist, type AskedList, type Worklist } from './read-work.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** So many cases go on one paper or into one file. */
export const fieldListLength = 60

/** The cases an officer takes along, by rule, commune, hamlet and age. Logged as the list it is; a delicate list is refused. */
export async function readFieldList(ctx: Ctx, asked: AskedList): Promise<Worklist> {
  const list = await readWorklist(ctx, { ...asked, page: 1, most: fieldListLength })
  refuseUnless(list.rule !== null && !list.rule.sensitive, 'quality.not-on-paper')
  return { ...list, items: list.items.filter(({ state }) => state === 'open' || state === 'assigned') }
}

/** What came back from the field about one case, exactly as the file says it. */
export interface FieldResult {
  readonly finding: string
  readonly version: number
  /** `correct`: the right value was seen; otherwise why nothing is to be corrected. */
  readonly outcome: string
  readonly value: string
  readonly note: string
}

const mostResults = 500

/** Reads a file of results; refuses (422) what is none. Nothing is left out silently: a line that cannot be read refuses the file. */
export function readFieldResults(text: string): FieldResult[] {
  let read: unknown
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    refuse('quality.field-file', { field: 'file' })
  }
  const { kind, results } = (read ?? {}) as { kind?: unknown; results?: unknown }
  refuseUnless(kind === 'congdan.field-results' && Array.isArray(results) && results.length <= mostResults, 'quality.field-file', { field: 'file' })
  return (results as unknown[]).map((each) => {
    const { finding, version, outcome, value, note } = (each ?? {}) as Record<string, unknown>
    const texts = [finding, outcome, value, note]
    refuseUnless(texts.every((one) => typeof one === 'string' && one.length <= 2_000) && Number.isInteger(version), 'quality.field-file', { field: 'file' })
    return { finding: finding as string, version: version as number, outcome: outcome as string, value: (value as string).normalize('NFC'), note: (note as string).normalize('NFC') }
  })
}

export interface BroughtBack {
  readonly proposed: number
  /** Lines nothing came of, with the reason; what was written in them goes back to the officer. */
  readonly left: readonly { readonly result: FieldResult; readonly findingId: string | null; readonly why: Refusal }[]
}

/**
 * Results of the field become proposals, each decided by somebody else as if it had been typed at the desk: nothing is edited. A line that does not
 * hold (settled meanwhile, of another area, without a note) is handed back with its reason; the others are kept. `shown` says in words what the register holds.
 */
export async function bringFieldResults(ctx: Ctx, results: readonly FieldResult[], shown: (finding: Finding) => Promise<string | null>): Promise<BroughtBack> {
  const left: { result: FieldResult; findingId: string | null; why: Refusal }[] = []
  let proposed = 0
  for (const result of results) {
    const finding = isId(result.finding) ? await selectFinding(ctx.tx, result.finding) : undefined
    const mine = finding && isAllowed(ctx.actor, 'quality.work', { area: finding.area }, ctx.today) && !finding.sensitive
    const early = await refusalOf(() => {
      refuseUnless(finding && mine, 'quality.finding-unknown')
      refuseUnless(finding.version === result.version && (finding.state === 'open' || finding.state === 'assigned'), 'quality.changed')
    })
    const why = early ?? (await refusalOf(async () => {
      const at = { findingId: result.finding, version: result.version, note: result.note }
      if (result.outcome === 'correct') await proposeCorrection(ctx, { ...at, value: result.value, shown: await shown(finding!), commandId: newId() })
      else await proposeExemption(ctx, { ...at, reason: exemptionReasons.find((reason) => reason === result.outcome) ?? '' })
    }))
    // Somebody else was faster in this very moment, after something was written: the whole file is to be brought again.
    if (why && !early && why.code === 'quality.changed') throw why
    if (why) left.push({ result, findingId: mine ? finding.findingId : null, why })
    else proposed++
  }
  return { proposed, left }
}

async function refusalOf(work: () => Promise<void> | void): Promise<Refusal | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

