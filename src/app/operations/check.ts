/** How a part of the house is: 'warn' works today but needs somebody soon; 'bad' does not work or is not safe. */
export type CheckState = 'good' | 'warn' | 'bad' | 'not-applicable'

export interface Check {
  /** Stable name for programs that watch: 'database', 'keys' … */
  readonly name: string
  /** What was looked at, for people. */
  readonly vi: string
  readonly state: CheckState
  /** What was found, one sentence. */
  readonly found: string
  /** What to do, one sentence; missing when all is well. */
  readonly remedy?: string
}

export const good = (name: string, vi: string, found: string): Check => ({ name, vi, state: 'good', found })
export const warn = (name: string, vi: string, found: string, remedy: string): Check => ({ name, vi, state: 'warn', found, remedy })
export const bad = (name: string, vi: string, found: string, remedy: string): Check => ({ name, vi, state: 'bad', found, remedy })
export const notHere = (name: string, vi: string, found: string): Check => ({ name, vi, state: 'not-applicable', found })

/** A length of time in words: '45 giây', '3 phút', '5 giờ', '2 ngày'. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 90) return `${s} giây`
  if (s < 5_400) return `${Math.round(s / 60)} phút`
  return s < 172_800 ? `${Math.round(s / 3_600)} giờ` : `${Math.round(s / 86_400)} ngày`
}

export const bytesInWords = (bytes: number): string => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`)
