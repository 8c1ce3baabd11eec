import { newId } from '../../kernel/ids.ts'
import { yearOf } from '../../kernel/partial-date.ts'
import { checkPin, compose, type PinRules } from '../../kernel/personal-number.ts'
import { definePort, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import { codeList } from '../areas/index.ts'
import { reserve } from './population.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/**
 * Three digits of the place where the birth is registered (a commune of today), for new numbers. Filled by the wiring:
 * the code of the province in production, a code no province has in a demonstration.
 */
export const numberPrefixFor = definePort<(tx: Tx, area: string, on: PlainDate) => Promise<string>>('population.numberPrefixFor')

/** Codes no province has, for made-up people (domain §1.9). */
export const testPrefixes: ReadonlySet<string> = new Set(['099', '098', '097', '090'])

let provinceCodes: ReadonlySet<string> | undefined

/** What a number is held against: the 63 province codes stay good for ever; test codes only when the prefix itself is one. */
export function pinRules(allowTest: boolean): PinRules {
  provinceCodes ??= new Set(codeList('pin-provinces').map((entry) => entry.code).filter((code) => !testPrefixes.has(code)))
  return { provinceCodes, testProvinceCodes: allowTest ? testPrefixes : new Set() }
}

export interface NumberSeed {
  readonly personId: string
  readonly actId: string
  readonly gender: 'male' | 'female'
  readonly birthDate: string
  /** Commune where the birth is registered. */
  readonly area: string
}

const mostTries = 50

/**
 * A new personal number (Luật Căn cước đ.12; NĐ 70/2024 đ.11): composed with six random digits, held against P1–P5, and
 * taken in the directory, whose key makes P6 and P7 certain. A taken number is no error: the next one is tried.
 */
export async function reserveNumber(ctx: Ctx, seed: NumberSeed): Promise<string> {
  const ppp = await numberPrefixFor.call(ctx.tx, seed.area, ctx.today)
  for (let tries = 0; tries < mostTries; tries++) {
    const pin = compose({ ppp, gender: seed.gender, birthYear: yearOf(seed.birthDate), serial: randomSerial() })
    const [wrong] = checkPin(pin, { kind: 'new', gender: seed.gender, birthDate: seed.birthDate }, pinRules(testPrefixes.has(ppp))).filter((each) => each.severity === 'error')
    refuseUnless(!wrong, 'population.number-incoherent', { vars: { why: wrong?.vi ?? '' } })
    if (await reserve(ctx.tx, pin, seed.personId, seed.actId)) return pin
  }
  return refuse('population.numbers-exhausted')
}

/** Six digits from the random tail of a fresh identifier. */
function randomSerial(): number {
  return Number.parseInt(newId().slice(-10), 16) % 1_000_000
}
