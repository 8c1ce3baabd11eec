import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { wire } from '../../app/wire.ts'
import { roles, type Purpose, type Role } from '../../platform/index.ts'
import { citizenActor, officerActor } from '../../platform/testing.ts'
import { relationKinds } from './person.ts'
import { fieldGroups, forbiddenFields, type FieldGroup, type Subject } from './rights.ts'

const today = '2026-11-22'
const groups = Object.keys(fieldGroups) as FieldGroup[]
const me = '00000000-0000-7000-8000-0000000000aa'
const home = '29602'
const places = { commune: ['29602'], province: ['86'], neighbour: ['29308'], 'other province': ['01'], nowhere: [] as string[] }
const inArea = new Set(['commune', 'province'])
const plain: Purpose = { code: 'residence-check', basis: 'Luật Cư trú 2020, đ.30' }
const inCase: Purpose = { ...plain, dossierId: '00000000-0000-7000-8000-0000000000dd' }

/** The table as people agreed on it, written here a second time: who reads what of whom without a case, in a case, and of protected people. */
const police: readonly Role[] = ['police-officer', 'police-commander']
const work: readonly Role[] = ['justice-officer', 'commune-chair', 'reception-officer', 'insurance-officer', ...police]
const caseRoles: Readonly<Record<FieldGroup, readonly Role[]>> = {
  name: work, number: work, identity: work, status: work, place: work, origin: ['justice-officer', 'commune-chair', ...police], family: ['justice-officer', 'commune-chair', ...police],
  contact: ['justice-officer', 'reception-officer', 'insurance-officer', ...police], religion: [], health: [],
}
const emergencyGives: readonly FieldGroup[] = ['name', 'number', 'identity', 'status', 'family', 'place', 'contact', 'health']

interface Asked { readonly role: Role; readonly group: FieldGroup; readonly place: keyof typeof places; readonly casework: boolean; readonly sensitive: boolean; readonly subject: Pick<Subject, 'restricted' | 'party' | 'emergency'> }

function agreed({ role, group, place, casework, sensitive, subject }: Asked): boolean {
  if (subject.emergency && emergencyGives.includes(group)) return true
  if (casework && (!subject.restricted || subject.party === true) && caseRoles[group].includes(role)) return true
  const ofArea = police.includes(role) && inArea.has(place)
  if (subject.restricted) return ofArea && sensitive
  return ofArea || (group === 'name' && [...work, 'auditor'].includes(role))
}

const both = [true, false]

describe('rights by field', () => {
  before(() => wire())

  it('every role × field × place × case × sensitive right × protection × emergency is as agreed, and nothing more', () => {
    let seen = 0
    for (const role of roles) for (const group of groups) for (const place of Object.keys(places) as (keyof typeof places)[]) for (const casework of both) for (const sensitive of both) {
      for (const restricted of both) for (const party of both) for (const emergency of both) {
        const actor = officerActor(role, places[place], { sensitive, personId: me })
        const subject = { personId: 'other', birthDate: '1990-01-01', areas: [home, '86'], kinship: [], restricted, party, emergency }
        const fields = fieldGroups[group]
        const allowed = forbiddenFields({ actor, purpose: casework ? inCase : plain, today }, subject, fields).length === 0
        assert.equal(allowed, agreed({ role, group, place, casework, sensitive, subject }), JSON.stringify({ role, group, place, casework, sensitive, restricted, party, emergency }))
        seen += 1
      }
    }
    assert.ok(seen > 10_000, String(seen))
  })

  it('every field stands in exactly one group', () => {
    const all = groups.flatMap((group) => fieldGroups[group] as readonly string[])
    assert.equal(new Set(all).size, all.length)
  })

  it('no officer reads own data by the post but the name', () => {
    for (const role of roles) for (const group of groups) {
      const subject = { personId: me, birthDate: '1990-01-01', areas: [home], kinship: [] }
      assert.equal(forbiddenFields({ actor: officerActor(role, [home], { personId: me, sensitive: true }), purpose: inCase, today }, subject, fieldGroups[group]).length === 0, group === 'name', `${role} ${group}`)
    }
  })

  it('a citizen reads own data, of relatives what kinship gives, of strangers nothing; religion and blood group only of those acted for', () => {
    const read = (kinship: Subject['kinship'], group: FieldGroup, birthDate = '1990-01-01') => forbiddenFields({ actor: citizenActor(me), purpose: plain, today }, { personId: 'other', birthDate, areas: [home], kinship }, fieldGroups[group]).length === 0
    for (const group of groups) {
      assert.equal(forbiddenFields({ actor: citizenActor(me), purpose: plain, today }, { personId: me, birthDate: null, areas: [], kinship: [] }, fieldGroups[group]).length, 0)
      assert.equal(read([], group), false, group)
    }
    for (const kind of relationKinds) for (const group of ['religion', 'health', 'contact'] as const) assert.equal(read([kind], group), kind === 'ward' || kind === 'represented', `${kind} ${group}`)
    assert.equal(read(['child'], 'religion', '2015-01-01'), true)
    assert.equal(read(['child'], 'religion', '2008-11-22'), false, 'of age today')
    assert.equal(read(['child'], 'religion', '2008-11-23'), true, 'of age tomorrow')
  })

  it('visitors and connected systems read nothing here', () => {
    for (const group of groups) for (const actor of [{ kind: 'visitor' } as const, { kind: 'relying-party', clientId: 'x' } as const]) {
      assert.equal(forbiddenFields({ actor, purpose: inCase, today }, { personId: 'other', birthDate: null, areas: [home], kinship: [] }, fieldGroups[group]).length, fieldGroups[group].length)
    }
  })
})
