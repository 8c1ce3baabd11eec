import type { Certainty } from '../../public-services/catalogue/index.ts'

/** What is counted: a filing, one procedure of it (a linked filing has several, each with its own authority and clock), or a case of a campaign on a list. */
export type Counted = 'dossier' | 'lane' | 'case'

/** Moments of a filing, of a lane, of a case. `dueAt`: the promised moment, moved once by waiting for the citizen; of a case the end of its commune's last day. */
export type Moment = 'submittedAt' | 'dueAt' | 'endedAt'

/**
 * How a lane stands against its clock (domain §7.2, likely): finished when it ended, or when its first request to the citizen
 * was made and is not answered; a second request makes it late; not finished is compared with the end of the period, or with now.
 * `not-counted`: not begun, or withdrawn before any officer took it.
 */
export type Standing = 'on-time' | 'late' | 'running' | 'not-counted'

/** The facts a definition may ask for by name. `holder`: 'officer', 'citizen' (asked for more), 'other-part' (not begun). */
export const fields = {
  dossier: ['filingMode', 'channel', 'service'],
  lane: ['filingMode', 'channel', 'service', 'procedure', 'outcome', 'standing', 'holder'],
  /** `procedure`: the kind of campaign. A case of a campaign that was closed unfinished is late. */
  case: ['procedure', 'outcome', 'standing'],
} as const
export type Field = (typeof fields)['lane'][number]

export type Condition =
  | { readonly op: 'in-period'; readonly moment: Moment }
  /** Received and not ended when the period ends, or now. */
  | { readonly op: 'open' }
  | { readonly op: 'is'; readonly field: Field; readonly among: readonly string[] }
  | { readonly op: 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }

export const inPeriod = (moment: Moment): Condition => ({ op: 'in-period', moment })
export const open: Condition = { op: 'open' }
export const is = (field: Field, ...among: readonly string[]): Condition => ({ op: 'is', field, among })
export const all = (...of: readonly Condition[]): Condition => ({ op: 'all', of })
export const any = (...of: readonly Condition[]): Condition => ({ op: 'any', of })
export const not = (of: Condition): Condition => ({ op: 'not', of })

interface Words { readonly vi: string; readonly en: string }

/** A figure leaders are to reach. Dated data: it changes by decision, and says how far it was checked. */
export interface Target {
  readonly percent: number
  readonly from: string
  readonly basis: string
  readonly certainty: Certainty
}

/** One figure as one readable file: its number and its list are the same sentence. */
export interface Indicator {
  readonly id: string
  readonly name: Words
  /** What the link to the list says: 'Mở danh sách đã nhận'. */
  readonly list: Words
  /** How it is counted, in words people check: 'Số này = …'. */
  readonly says: Words
  readonly basis: string
  readonly certainty: Certainty
  readonly counts: Counted
  readonly numerator: Condition
  /** Present: the figure is a rate of these; the numerator counts only inside. Absent: a plain count. */
  readonly denominator?: Condition
  readonly target?: Target
  /** Which way is good news; `neither`: a fact without judgement. */
  readonly better: 'more' | 'fewer' | 'neither'
  readonly levels: readonly ('province' | 'commune')[]
  readonly period: 'month'
}

/** Declares an indicator; refuses (throws) a sentence, a field or a level that cannot be counted. */
export function indicator(given: Omit<Indicator, 'levels' | 'period'> & Partial<Pick<Indicator, 'levels' | 'period'>>): Indicator {
  const whole: Indicator = { levels: ['province', 'commune'], period: 'month', ...given }
  const fault = faultOf(whole)
  if (fault) throw new Error(`indicator ${given.id}: ${fault}`)
  return whole
}

function faultOf(given: Indicator): string | undefined {
  if (!/^[a-z]+(-[a-z]+)*$/.test(given.id)) return 'the id is lower-case words with hyphens'
  if (!given.says.vi.startsWith('Số này = ')) return 'the Vietnamese sentence begins with «Số này = »'
  if (!given.says.en.startsWith('This figure = ')) return 'the English sentence begins with «This figure = »'
  if (given.levels.length === 0) return 'it is shown at no level'
  for (const condition of [given.numerator, given.denominator]) {
    const unknown = condition && namesOf(condition).find((name) => !(fields[given.counts] as readonly string[]).includes(name))
    if (unknown) return `a ${given.counts} has no ${unknown}`
  }
  return undefined
}

function namesOf(condition: Condition): readonly string[] {
  switch (condition.op) {
    case 'is': return [condition.field]
    case 'all': case 'any': return condition.of.flatMap(namesOf)
    case 'not': return namesOf(condition.of)
    default: return []
  }
}
