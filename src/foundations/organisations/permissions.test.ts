import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { isAllowed, roles, type Role } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor } from '../../platform/testing.ts'
import { wire } from '../../app/wire.ts'
import { permissions } from './index.ts'

const today = '2026-11-22'
const organisation = '00000000-0000-7000-8000-00000000000a'
const elsewhere = '00000000-0000-7000-8000-00000000000b'
/** The unit the body answers for, and where the officer's post lies. */
const target = { area: '29602', organisation }
const places = { 'the same commune': ['29602'], 'its province': ['86'], 'another commune': ['29308'], 'another province': ['79'], 'the old province of the commune': ['83'], 'nowhere': [] } as const
const inside = new Set<string>(['the same commune', 'its province'])

const handOut = ['organisations.open', 'organisations.close', 'organisations.open-post', 'organisations.appoint', 'organisations.end-appointment'] as const

/** Written apart from the table it checks: what each role may do, by where it works. */
function expected(action: keyof typeof permissions, role: Role, place: string, sameBody: boolean): boolean {
  if ((handOut as readonly string[]).includes(action)) return role === 'administrator' && inside.has(place)
  if (action === 'organisations.list-officers') {
    if (['administrator', 'auditor', 'security-officer'].includes(role)) return inside.has(place)
    return sameBody && ['commune-chair', 'police-commander', 'leader'].includes(role)
  }
  if (action === 'organisations.name-officers') return role === 'data-steward' && inside.has(place)
  return ['administrator', 'auditor', 'security-officer'].includes(role)
}

describe('permissions of organisations', () => {
  before(() => wire())

  for (const action of Object.keys(permissions) as (keyof typeof permissions)[]) {
    for (const role of roles) {
      it(`${action} by ${role}`, () => {
        for (const [place, areas] of Object.entries(places)) {
          for (const own of [organisation, elsewhere]) {
            const actor = officerActor(role, areas, { organisationId: own })
            assert.equal(isAllowed(actor, action, target, today), expected(action, role, place, own === organisation), `${role} of ${place}, ${own === organisation ? 'own' : 'other'} body`)
          }
        }
      })
    }

    it(`${action} by the program, a citizen, a visitor and a relying party`, () => {
      const person = '00000000-0000-7000-8000-00000000000c'
      assert.ok(isAllowed(systemActor, action, target, today))
      assert.ok(!isAllowed({ kind: 'visitor' }, action, target, today))
      assert.ok(!isAllowed({ kind: 'relying-party', clientId: 'x' }, action, target, today))
      assert.equal(isAllowed(citizenActor(person), action, { ...target, person }, today), action === 'organisations.appointments-of-person')
      assert.ok(!isAllowed(citizenActor(elsewhere), action, { ...target, person }, today))
      assert.equal(isAllowed(officerActor('reception-officer', ['29602'], { personId: person }), action, { ...target, person }, today), action === 'organisations.appointments-of-person', 'every officer sees the posts of his own')
    })
  }
})
