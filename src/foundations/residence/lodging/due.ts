import { addDays, addMinutes, instantOfLocal, localTimeOf, minutesOfClock, type Instant } from '../../../kernel/plain-date.ts'
import { ruleNumber, ruleText } from '../rules.ts'

/**
 * By when a host must have told of a guest. Luật Cư trú 2020 đ.30 k.4: before 23:00 of the day of arrival, or before 08:00
 * the next day for an arrival at 23:00 or later; foreigners within twelve hours (Luật 47/2014/QH13 đ.33, likely). Pure.
 */
export function lodgingDue(arriveAt: Instant, nationality: string): Instant {
  const { date, hour, minute } = localTimeOf(arriveAt)
  if (nationality !== 'VNM') return addMinutes(arriveAt, ruleNumber('lodging-foreigner-hours', date) * 60)
  const evening = ruleText('lodging-evening', date)
  return hour * 60 + minute < minutesOfClock(evening) ? instantOfLocal(date, evening) : instantOfLocal(addDays(date, 1), ruleText('lodging-morning', date))
}
