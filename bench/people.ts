/** People to read, search and change: a fixed sample of the register. */
import { sql, type Database, type OfficerActor } from '../src/platform/index.ts'

export interface SamplePerson {
  readonly personId: string
  readonly pin: string
  readonly namePlain: string
  readonly birthYear: number
  readonly area: string
}

/**
 * `n` living people with a number and a residence, spread over the whole register, the same each time. Rows are drawn first and only those drawn are
 * joined: to join and sort a million people for five thousand takes longer than some of the benchmarks.
 */
export async function samplePeople(owner: Database, n: number): Promise<SamplePerson[]> {
  const [size] = await owner.query<{ rows: number }>(sql`select greatest(reltuples, 1)::float8 as rows from pg_class where oid = 'person_version'::regclass`)
  // Some of those drawn are past versions, dead or registered nowhere.
  for (let percent = Math.min(100, (n * 300) / size!.rows); ; percent = Math.min(100, percent * 4)) {
    const found = await owner.query<SamplePerson>(sql`
      with drawn as materialized (select p.person_id, p.name_plain, p.birth_year from person_version p tablesample bernoulli (${percent}) repeatable (2026)
        where p.superseded_at is null and p.valid_to is null and p.life_status = 'living' and p.birth_year is not null order by md5(p.person_id::text) limit ${n * 2})
      select d.person_id as "personId", i.value as pin, d.name_plain as "namePlain", d.birth_year as "birthYear", r.area from drawn d
        cross join lateral (select i.value from population_public.current_identity_number i where i.person_id = d.person_id and i.kind = 'pin' and i.status = 'active' limit 1) i
        cross join lateral (select r.area from residence_public.open_residence r where r.person_id = d.person_id and r.standing = 'confirmed' order by r.rank limit 1) r
      order by md5(d.person_id::text) limit ${n}`)
    if (found.length === n || percent === 100) return found
  }
}

const someId = '00000000-0000-7000-8000-00000000b3ac'

/** A police officer responsible for the whole province of the synthetic people. */
export const officer: OfficerActor = {
  kind: 'officer', personId: someId, accountId: someId, sessionId: someId, authLevel: 2, appointmentId: someId, organisationId: someId, role: 'police-officer', areas: ['86'],
}
