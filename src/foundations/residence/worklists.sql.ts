import { sql, type Query, type Tx } from '../../platform/index.ts'

/** Which lines of a worklist: those of one hamlet, from one line on. */
export interface WorklistPart {
  readonly hamlet?: string | null
  readonly skip?: number
  readonly most?: number
}

export interface WorklistCounts {
  readonly vacancies: number
  readonly ending: number
  readonly addresses: number
}

/** The register has no code for hamlets: it is what stands after the last comma. */
export const inHamlet = (detail: Query, hamlet: string | null | undefined): Query => (hamlet ? sql` and regexp_replace(${detail}, '^.*,\\s*', '') = ${hamlet}` : sql.empty)

export const pageOf = (part: WorklistPart): Query => sql`limit ${part.most ?? 500} offset ${part.skip ?? 0}`

export function selectWorklistCounts(tx: Tx, area: string, hamlet: string | null, by: string): Promise<WorklistCounts> {
  return tx.one<WorklistCounts>(sql`select
    (select count(*)::int from head_vacancy v join household h on h.household_id = v.household_id and h.superseded_at is null and h.valid_to is null
      where v.superseded_at is null and v.valid_to is null and h.area = ${area}${inHamlet(sql`h.detail`, hamlet)}) as vacancies,
    (select count(*)::int from residence_period where area = ${area} and kind = 'temporary' and superseded_at is null and valid_to is null and standing = 'confirmed' and until <= ${by}${inHamlet(sql`detail`, hamlet)}) as ending,
    (select count(*)::int from address_decision where decided_at is null and candidates @> array[${area}]::text[]${inHamlet(sql`detail`, hamlet)}) as addresses`)
}
