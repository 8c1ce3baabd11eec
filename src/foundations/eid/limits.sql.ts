import { sql, type Instant, type Tx } from '../../platform/index.ts'

export const tripKinds = ['password', 'password-many-lines', 'own-password', 'activation', 'recovery', 'app', 'asking'] as const
/** What a limit that tripped was guarding. */
export type TripKind = (typeof tripKinds)[number]

export const addTrip = (tx: Tx, hour: Instant, what: TripKind, lane: number) =>
  tx.run(sql`insert into eid_limit_trip as t (hour, what, lane, times) values (${hour}, ${what}, ${lane}, 1) on conflict (hour, what, lane) do update set times = t.times + 1`)

export const tripsIn = async (tx: Tx, hour: Instant, what: TripKind): Promise<number> =>
  (await tx.maybe<{ n: number }>(sql`select coalesce(sum(times), 0)::int as n from eid_limit_trip where hour = ${hour} and what = ${what}`))!.n

/** True for the first to raise it in that hour. */
export const raiseAlarm = async (tx: Tx, hour: Instant, what: TripKind, times: number, at: Instant): Promise<boolean> =>
  (await tx.run(sql`insert into eid_limit_alarm (hour, what, times, raised_at) values (${hour}, ${what}, ${times}, ${at}) on conflict do nothing`)) === 1

export const tripsSince = (tx: Tx, hour: Instant, day: Instant) =>
  tx.many<{ what: TripKind; hour: number; day: number }>(sql`
    select what, coalesce(sum(times) filter (where hour >= ${hour}), 0)::int as hour, sum(times)::int as day from eid_limit_trip where hour >= ${day} group by what`)

export interface LimitAlarm { readonly hour: Instant; readonly what: TripKind; readonly times: number; readonly raisedAt: Instant }
export const alarmsSince = (tx: Tx, since: Instant) =>
  tx.many<LimitAlarm>(sql`select hour, what, times, raised_at as "raisedAt" from eid_limit_alarm where raised_at >= ${since} order by raised_at desc, what limit 200`)

export const sweepTrips = (tx: Tx, before: Instant) => tx.run(sql`delete from eid_limit_trip where hour < ${before}`)
