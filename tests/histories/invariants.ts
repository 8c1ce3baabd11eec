import assert from 'node:assert/strict'
import { sql } from '../../src/platform/index.ts'
import { holdsRights, personStatus, readPeople, readPerson, readPersonAsOf, type PersonField } from '../../src/foundations/population/index.ts'
import type { World } from './world.ts'

const compared: readonly PersonField[] = ['fullName', 'birthDate', 'gender', 'lifeStatus', 'deathDate', 'maritalStatus', 'pin', 'identityNumbers', 'identityCards', 'area', 'phone']
const open = (t: string) => sql`${sql.ident(t)}.superseded_at is null and ${sql.ident(t)}.valid_to is null and ${sql.ident(t)}.standing = 'confirmed'`

/** What must be true after every commit. */
export async function holdsAlways(w: World): Promise<void> {
  const none = async (what: string, query: Parameters<typeof w.t.owner.query>[0]) => assert.deepEqual(await w.t.owner.query(query), [], what)
  await none('a household never has two heads', sql`select household_id, kind from household_member m where ${open('m')} and relation_to_head = '01' group by household_id, kind having count(*) > 1`)
  await none('no two permanent residences of a person overlap', sql`select a.person_id from residence_period a join residence_period b on a.person_id = b.person_id and a.kind = b.kind and a.row_id < b.row_id
    and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to) where a.kind = 'permanent' and a.superseded_at is null and b.superseded_at is null and a.standing = 'confirmed' and b.standing = 'confirmed'`)
  await none('a number in force is one person’s', sql`select n.value from identity_number n where ${open('n')} and n.kind = 'pin' and n.status = 'active' group by n.value having count(distinct n.person_id) > 1`)
  await none('a number in force stands in the directory under its person', sql`select n.value from identity_number n left join personal_number d on d.number = n.value and d.person_id = n.person_id where ${open('n')} and n.kind = 'pin' and n.status = 'active' and d.number is null`)
  await none('the facts of a person hold without gap, one of them open', sql`select person_id from person_version where superseded_at is null group by person_id
    having count(*) filter (where valid_to is null) <> 1 or range_agg(daterange(valid_from, valid_to)) <> datemultirange(daterange(min(valid_from), null))`)
  await none('a relation stands for both', sql`select l.person_id, l.kind, l.other_id from relation l where ${open('l')} and l.other_id is not null and not exists (
    select from relation r where ${open('r')} and r.person_id = l.other_id and r.other_id = l.person_id and r.kind = any(case l.kind when 'father' then array['child'] when 'mother' then array['child'] when 'child' then array['father', 'mother', 'child']
      when 'spouse' then array['spouse'] when 'guardian' then array['ward'] when 'ward' then array['guardian'] when 'representative' then array['represented'] else array['representative'] end))`)
  await none('nobody dead is married, guards or represents', sql`select l.person_id from relation l join person_version p on p.person_id = l.person_id and p.superseded_at is null and p.valid_to is null
    where ${open('l')} and l.kind in ('spouse', 'guardian', 'ward', 'representative', 'represented') and p.life_status in ('deceased', 'declared-dead')`)
  await none('who has a husband or wife is married', sql`select l.person_id from relation l join person_version p on p.person_id = l.person_id and p.superseded_at is null and p.valid_to is null
    where ${open('l')} and l.kind = 'spouse' and p.marital_status is distinct from 'married'`)
  await none('nobody lives at two places under two entries', sql`select r.person_id from residence_period r join person_alias a on a.person_id = r.person_id and ${open('a')} where ${open('r')}`)
  await none('an entry leads to its survivor in one step', sql`select a.person_id from person_alias a join person_alias b on b.person_id = a.survivor_id and ${open('b')} where ${open('a')}`)
}

/** What must be true once the outbox has been worked off: nothing of a closed person stands open. */
export async function holdsWhenDrained(w: World): Promise<void> {
  const closed = (id: string) => sql`select p.person_id from person_version p where p.person_id = ${sql.ident(id)} and p.superseded_at is null and p.valid_to is null and p.life_status in ('deceased', 'declared-dead', 'missing', 'renounced', 'left')`
  const none = async (what: string, query: Parameters<typeof w.t.owner.query>[0]) => assert.deepEqual(await w.t.owner.query(query), [], what)
  await none('no open residence of somebody who is gone', sql`select r.person_id, r.kind from residence_period r where ${open('r')} and exists (${closed('r.person_id')})`)
  await none('no open membership of somebody who is gone', sql`select m.person_id, m.household_id from household_member m where ${open('m')} and exists (${closed('m.person_id')})`)
  await none('no head of a household who is dead', sql`select m.person_id from household_member m where ${open('m')} and m.relation_to_head = '01' and exists (${closed('m.person_id')})`)
  await none('no absence of somebody who is gone', sql`select d.person_id from absence_declaration d where ${open('d')} and exists (${closed('d.person_id')})`)
  await none('a household with members has a head, or waits for one', sql`select m.household_id from household_member m where ${open('m')} and m.kind = 'permanent' group by m.household_id
    having (count(*) filter (where m.relation_to_head = '01') = 1) = exists (select from head_vacancy v where ${open('v')} and v.household_id = m.household_id)`)
  await none('no vacancy of a household that has ended', sql`select v.household_id from head_vacancy v where ${open('v')} and not exists (select from household h where ${open('h')} and h.household_id = v.household_id)`)
  await none('a household without anybody has ended', sql`select h.household_id from household h where ${open('h')} and not exists (select from household_member m where m.household_id = h.household_id and m.superseded_at is null and m.valid_to is null)`)
  await none('no account in use of somebody who may not act', sql`select e.person_id from eid_account e join person_version p on p.person_id = e.person_id and p.superseded_at is null and p.valid_to is null
    where e.state = 'active' and p.life_status in ('deceased', 'declared-dead', 'missing', 'renounced')`)
  await none('no event about people waits or has failed', sql`select name, state, last_failure from job where name like 'population.%'`)
}

/** What each person reads like: through every entry the survivor, as of today the same as now, and no right where the status takes it. */
export async function readsTrue(w: World): Promise<void> {
  const views = await w.system((ctx) => readPeople(ctx, w.people, ['lifeStatus']))
  for (const personId of w.people) {
    const [now, asOf, status] = await w.system(async (ctx) => [await readPerson(ctx, personId, compared), await readPersonAsOf(ctx, personId, compared, { true: ctx.today }), await personStatus(ctx.tx, personId)] as const)
    assert.deepEqual(asOf, now, 'as of today is now')
    assert.equal(views.get(personId)?.personId, now.personId)
    assert.equal(status?.personId, now.personId)
    assert.equal(status?.lifeStatus, now.lifeStatus)
    assert.equal(holdsRights(status?.lifeStatus), now.lifeStatus === 'living' || now.lifeStatus === 'left')
  }
}
