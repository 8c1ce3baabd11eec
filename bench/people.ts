/** People to read, search and change: a fixed sample of the register. */
import { sql, type Database, type OfficerActor } from '../src/platform/index.ts'

export interface SamplePerson {
  readonly personId: string
  readonly pin: string
  readonly namePlain: string
  readonly birthYear: number
  readonly area: string
}

/** `n` living people with a number and a residence, spread over the whole register. */
export function samplePeople(owner: Database, n: number): Promise<SamplePerson[]> {
  return owner.query<SamplePerson>(sql`
    select p.person_id as "personId", i.value as pin, p.name_plain as "namePlain", p.birth_year as "birthYear", r.area
    from population_public.current_person p
      join population_public.current_identity_number i on i.person_id = p.person_id and i.kind = 'pin' and i.status = 'active'
      join residence_public.open_residence r on r.person_id = p.person_id and r.standing = 'confirmed'
    where p.life_status = 'living' and p.birth_year is not null order by md5(p.person_id::text) limit ${n}`)
}

const someId = '00000000-0000-7000-8000-00000000b3ac'

/** A police officer responsible for the whole province of the synthetic people. */
export const officer: OfficerActor = {
  kind: 'officer', personId: someId, accountId: someId, sessionId: someId, authLevel: 2, appointmentId: someId, organisationId: someId, role: 'police-officer', areas: ['86'],
}
