/** What a mistake and a look cost, in đồng, and how readers err (data/linkage/review.csv). */
export interface ReviewCosts {
  /** A line linked to somebody else. */
  readonly falseLink: number
  /** A person who is there and was not linked. */
  readonly missedLink: number
  /** A minute of a reader. */
  readonly minute: number
  readonly minutesPerReading: number
  /** Share of readings that come out wrong. */
  readonly readerError: number
}

export interface Zones {
  /** Below this chance a pair is left out. */
  readonly lower: number
  /** From this chance a pair stands by itself. */
  readonly upper: number
  /** The same in bits. */
  readonly lowerWeight: number
  readonly upperWeight: number
}

/**
 * Where reading pays. Of a pair that is one person with chance p, linking costs (1−p)·falseLink, leaving out p·missedLink, and reading its minutes and what
 * readers get wrong. Each zone is where its own cost is least. Where reading never pays, both borders are the same.
 */
export function zonesByCost({ falseLink, missedLink, minute, minutesPerReading, readerError: e }: ReviewCosts): Zones {
  const reading = minute * minutesPerReading
  const least = (reading + e * missedLink) / ((1 - e) * falseLink + e * missedLink)
  const most = (reading + e * falseLink) / ((1 - e) * missedLink + e * falseLink)
  const even = falseLink / (falseLink + missedLink)
  const [lower, upper] = most < 1 - least ? [most, 1 - least] : [even, even]
  return { lower, upper, lowerWeight: weightOf(lower), upperWeight: weightOf(upper) }
}

/** Bits that go with a chance. */
export const weightOf = (probability: number): number => Math.log2(probability / (1 - probability))

/** A reading as it teaches: the weight the model gave, and whether people found one person. */
export interface Taught {
  readonly weight: number
  readonly same: boolean
}

export interface Calibration {
  /** The chance of a weight is that of a + b·weight bits; 0 and 1 leave the model as it is. */
  readonly a: number
  readonly b: number
  readonly readings: number
}

export const asModelled: Calibration = { a: 0, b: 1, readings: 0 }

/**
 * How far the model's chances hold, from what people decided: logistic, drawn towards the model itself so that few readings change little.
 * Newton's method; the function has one least value.
 */
export function calibrate(taught: readonly Taught[], hold = 4): Calibration {
  let [a, b] = [0, 1]
  for (let round = 0; round < 50 && taught.length > 0; round++) {
    let [ga, gb, haa, hab, hbb] = [hold * a, hold * (b - 1) * 10, hold, 0, hold * 10]
    for (const { weight, same } of taught) {
      const p = 1 / (1 + 2 ** -(a + b * weight))
      const [error, slope] = [(p - (same ? 1 : 0)) * Math.LN2, Math.max(1e-12, p * (1 - p)) * Math.LN2 ** 2]
      ga += error
      gb += error * weight
      haa += slope
      hab += slope * weight
      hbb += slope * weight * weight
    }
    const determinant = haa * hbb - hab * hab
    const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant]
    a -= Math.max(-2, Math.min(2, da))
    b = Math.max(0.05, b - Math.max(-0.5, Math.min(0.5, db)))
    if (Math.abs(da) + Math.abs(db) < 1e-9) break
  }
  return { a, b, readings: taught.length }
}

export const calibrated = (weight: number, { a, b }: Calibration): number => 1 / (1 + 2 ** -(a + b * weight))

/** The weight at which the calibrated chance reaches `probability`. */
export const weightAt = (probability: number, { a, b }: Calibration): number => (weightOf(probability) - a) / b

export interface Expected {
  readonly automatic: number
  readonly review: number
  readonly rejected: number
  readonly falseLinks: number
  readonly missedLinks: number
  readonly minutes: number
  /** All of it in đồng. */
  readonly cost: number
}

/** What comes of borders (in bits) for lines whose best pair has these weights: how many go where, how many mistakes are expected, what it costs. */
export function expectedOf(weights: Iterable<readonly [weight: number, lines: number]>, borders: { readonly lower: number; readonly upper: number }, costs: ReviewCosts, calibration: Calibration = asModelled): Expected {
  const sum = { automatic: 0, review: 0, rejected: 0, falseLinks: 0, missedLinks: 0 }
  for (const [weight, lines] of weights) {
    const p = calibrated(weight, calibration)
    if (weight >= borders.upper) {
      sum.automatic += lines
      sum.falseLinks += (1 - p) * lines
    } else if (weight < borders.lower) {
      sum.rejected += lines
      sum.missedLinks += p * lines
    } else {
      sum.review += lines
      sum.falseLinks += (1 - p) * costs.readerError * lines
      sum.missedLinks += p * costs.readerError * lines
    }
  }
  const minutes = sum.review * costs.minutesPerReading
  return { ...sum, minutes, cost: sum.falseLinks * costs.falseLink + sum.missedLinks * costs.missedLink + minutes * costs.minute }
}
