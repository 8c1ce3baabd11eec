/** A number as a list has it, told apart by its length: never compared as an integer without it. */
export interface NumberKeys {
  /** Twelve digits, also put back from ten or eleven that lost their leading zeros. */
  readonly pin: string | null
  readonly cmnd: string | null
  /** Zeros were put back: a guess, and marked as one. */
  readonly padded: boolean
}

const none: NumberKeys = { pin: null, cmnd: null, padded: false }

/** Reads one or several numbers of a cell. Every province code begins with zero, so a spreadsheet leaves eleven digits of twelve, or ten. */
export function numberKeys(...cells: readonly string[]): NumberKeys {
  let found = none
  for (const cell of cells) {
    for (const part of cell.split(/[;,/]/)) {
      const digits = part.normalize('NFKC').replace(/[\s.\-'’]/g, '')
      if (!/^\d+$/.test(digits)) continue
      if (digits.length === 12) found = { ...found, pin: found.pin ?? digits, padded: found.padded }
      else if (digits.length === 11 || digits.length === 10) found = found.pin ? found : { ...found, pin: digits.padStart(12, '0'), padded: true }
      else if (digits.length === 9 || digits.length === 8) found = { ...found, cmnd: found.cmnd ?? digits.padStart(9, '0') }
    }
  }
  return found
}
