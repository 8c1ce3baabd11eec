import { sql, type Query, type Tx } from '../../platform/index.ts'
import { current, factColumns, kinshipOf, restricted, survivorOf, uuid, type Needed } from './population.sql.ts'
import type { RelationKind } from './person.ts'

export interface StoredAsOf {
  readonly personId: string
  readonly asked: string
  /** Where the person is found today and how the reader is related today: rights are those of now. */
  readonly areas: readonly string[]
  readonly birthDate: string | null
  readonly kinship: readonly RelationKind[]
  readonly restricted: boolean
  /** The facts that stood, with the entry they stood in; null when nothing was known then. */
  readonly facts: (Record<string, unknown> & { readonly person_id: string; readonly areas: readonly string[] }) | null
  readonly pin: string | null
  readonly numbers?: readonly object[]
  readonly cards?: readonly object[]
  readonly relatives?: readonly object[]
}

/** Everything asked of one person as it was true on `on` and known at `known`, in one question. Merges count as they were known. */
export function selectAsOf(tx: Tx, personId: string, on: string, known: string, needed: Needed): Promise<StoredAsOf | undefined> {
  const known_ = (t: string): Query => sql`${sql.ident(t)}.recorded_at <= ${known} and (${sql.ident(t)}.superseded_at is null or ${sql.ident(t)}.superseded_at > ${known})`
  const stood = (t: string): Query => sql`${sql.ident(t)}.valid_from <= ${on} and (${sql.ident(t)}.valid_to is null or ${sql.ident(t)}.valid_to > ${on}) and ${known_(t)}`
  const survivorThen = (id: Query): Query => sql`coalesce((select m.survivor_id from person_alias m where m.person_id = ${id} and m.valid_to is null and ${known_('m')}), ${id})`
  const whole = sql`(array[w.id] || array(select m.person_id from person_alias m where m.survivor_id = w.id and m.valid_to is null and ${known_('m')}))`
  const pinOf = (id: Query): Query => sql`(select n.value from identity_number n where n.person_id = ${id} and n.kind = 'pin' and n.status = 'active' and ${stood('n')} limit 1)`
  const numbers = needed.numbers ? sql`, (select coalesce(json_agg(json_build_object('kind', n.kind, 'value', n.value, 'status', case when n.status = 'active' and n.person_id <> w.id then 'superseded' else n.status end,
      'issuedOn', n.issued_on, 'issuedBy', n.issued_by, 'standing', n.standing) order by n.kind = 'pin' desc, n.person_id = w.id desc, n.valid_from desc, n.value), '[]')
    from identity_number n where n.person_id = any(${whole}) and ${stood('n')}) as numbers` : sql.empty
  const cards = needed.cards ? sql`, (select coalesce(json_agg(json_build_object('kind', c.kind, 'number', c.number, 'issuedOn', c.issued_on, 'issuedBy', c.issued_by, 'expiresOn', c.expires_on,
      'unlimited', c.unlimited, 'status', c.status) order by c.issued_on desc nulls last, c.row_id), '[]') from identity_card c where c.person_id = any(${whole}) and ${stood('c')}) as cards` : sql.empty
  const relatives = needed.relatives ? sql`, (select coalesce(json_agg(json_build_object('kind', l.kind, 'personId', l.other_id, 'fullName', coalesce(o.full_name, l.other_name),
      'pin', coalesce(${pinOf(sql`l.other_id`)}, l.other_pin), 'oldNumber', l.other_old_number, 'standing', l.standing) order by l.kind, o.birth_date, l.row_id), '[]')
    from relation l left join person_version o on o.person_id = ${survivorThen(sql`l.other_id`)} and ${stood('o')}
    where l.person_id = any(${whole}) and ${stood('l')} and l.standing <> 'disputed') as relatives` : sql.empty
  return tx.maybe<StoredAsOf>(sql`
    select p.person_id as "personId", w.asked, p.areas, p.birth_date as "birthDate", ${kinshipOf(needed.reader)} as kinship, ${restricted} as restricted, ${pinOf(sql`w.id`)} as pin,
      (select to_jsonb(f) from (select ${factColumns} from person_version p where p.person_id = w.id and ${stood('p')}) f) as facts${numbers}${cards}${relatives}
    from (select ${uuid(personId)} as asked, ${survivorThen(uuid(personId))} as id) w join person_version p on p.person_id = ${survivorOf(uuid(personId))} and ${current(sql.ident('p'))}`)
}
