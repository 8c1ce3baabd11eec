import type { Instant, PlainDate } from './context.ts'

/** The wall clock: the only place of the program that asks the machine for the time. Instants are UTC with milliseconds. */
export type Clock = () => Instant

export const systemClock: Clock = () => new Date().toISOString()

/** The calendar day in Việt Nam (UTC+7, no summer time) at an instant. */
export function dayInVietnam(instant: Instant): PlainDate {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10)
}

export const millisecondsOf = (instant: Instant): number => Date.parse(instant)

export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

/** An instant some seconds after another one (before it, when negative). */
export const plusSeconds = (instant: Instant, seconds: number): Instant => instantOf(Date.parse(instant) + seconds * 1000)
