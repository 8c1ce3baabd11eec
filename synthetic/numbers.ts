/**
 * Numbers that are unique without remembering people. Households come in blocks of 1,024; each block owns a share of every
 * number space and counts inside it, so a block can be made alone, on any machine, and never meets another block's numbers.
 * All spaces are ones no real person can hold: PIN prefixes no province or country uses (domain §1.9), CMND series 90, 97–99
 * outside the list of issuing series, phone prefixes no operator holds.
 */

export const blockSize = 1024
export const maxBlocks = 2500
/** Born in this year or before: always holds a nine-digit number. Later ones may, until 2001. */
export const cmndEraLastBirthYear = 1998

export type TestPrefix = '099' | '098' | '097' | '090'
export const testPrefixes: readonly TestPrefix[] = ['099', '098', '097', '090']

/** One prefix per demo province. */
export const prefixOfProvince: Readonly<Record<string, TestPrefix>> = { '86': '099', '38': '098', '04': '097', '82': '090' }

const phonePrefix: Record<TestPrefix, string> = { '099': '031', '098': '053', '097': '054', '090': '057' }

/** Serials 990000–999999 of every year and sex belong to the cast and to hand-written tests. */
const pinSpace = 990_000
const pinQuota = pinSpace / maxBlocks
/** Serials below 10,000 belong to the cast. */
const sevenDigitFloor = 10_000
const sevenDigitSpace = 10_000_000 - sevenDigitFloor
const sevenDigitQuota = Math.floor(sevenDigitSpace / maxBlocks)
/** Primes, coprime with both spaces: consecutive counts land far apart. */
const pinStride = 611_953
const sevenDigitStride = 6_180_341

/** Hands out the numbers of one block at a time. */
export class NumberBlock {
  readonly #first: TestPrefix
  #prefix: TestPrefix
  readonly #offset: number
  readonly #pinCount = new Uint16Array(400)
  #block = 0
  #cmndCount = 0
  #phoneCount = 0

  constructor(prefix: TestPrefix, seed: number) {
    this.#first = this.#prefix = prefix
    this.#offset = seed % pinSpace
  }

  /** A prefix holds 2,560,000 households, about 9 million people; a larger register goes on with the next one. Refuses more than all four hold. */
  start(block: number): void {
    const more = Math.floor(block / maxBlocks)
    if (more >= testPrefixes.length) throw new Error(`The test prefixes hold ${testPrefixes.length * maxBlocks * blockSize} households, about 36 million people`)
    this.#prefix = testPrefixes[(testPrefixes.indexOf(this.#first) + more) % testPrefixes.length]!
    this.#block = block % maxBlocks
    this.#pinCount.fill(0)
    this.#cmndCount = 0
    this.#phoneCount = 0
  }

  /** Nghị định 137/2015, art. 13: prefix, century and sex, two digits of the year, six digits. Years 1900–2099. */
  pin(female: boolean, year: number): string {
    const centurySex = (year >= 2000 ? 2 : 0) + (female ? 1 : 0)
    const cell = centurySex * 100 + (year % 100)
    const count = this.#pinCount[cell]!
    if (count >= pinQuota) throw new Error(`Block ${this.#block} has more than ${pinQuota} people of one sex born in ${year}`)
    this.#pinCount[cell] = count + 1
    const serial = ((this.#block * pinQuota + count) * pinStride + this.#offset + cell * 7919) % pinSpace
    return this.#prefix + String(centurySex * 100_000_000 + (year % 100) * 1_000_000 + serial).padStart(9, '0')
  }

  cmnd9(): string {
    return this.#prefix.slice(1) + sevenDigits(this.#block, this.#cmndCount++, this.#offset)
  }

  phone(): string {
    return phonePrefix[this.#prefix] + sevenDigits(this.#block, this.#phoneCount++, this.#offset + 4_801_237)
  }
}

function sevenDigits(block: number, count: number, offset: number): string {
  if (count >= sevenDigitQuota) throw new Error(`Block ${block} has used up its numbers`)
  const serial = (((block * sevenDigitQuota + count) * sevenDigitStride + offset) % sevenDigitSpace) + sevenDigitFloor
  return String(serial).padStart(7, '0')
}
