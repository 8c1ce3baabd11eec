import { cast, castOrganisations, type CastKey } from '../../../synthetic/index.ts'
import { appointOfficer, openOrganisation, openPost } from '../../foundations/organisations/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { demoId } from './system.ts'

const since = '2025-07-01'

/** Bodies of the demo province, their posts, and the people of the cast who hold them, by dated appointments. */
export async function seedOffices(ctx: Ctx): Promise<void> {
  for (const o of castOrganisations) {
    await openOrganisation(ctx, {
      id: demoId('organisation', o.key), unitCode: o.unitCode, name: o.name, shortName: o.shortName, kind: o.kind, areaCode: o.areaCode,
      parentId: o.parentKey ? demoId('organisation', o.parentKey) : null, address: o.address, phone: o.phone, from: since,
    })
  }
  const officers = Object.values(cast).filter((person) => person.role && person.organisationKey)
  for (const [i, person] of officers.entries()) {
    const personId = (await personIdOf(ctx.tx, person.pin))!
    await openPost(ctx, { id: demoId('post', person.key), organisationId: demoId('organisation', person.organisationKey!), title: person.post ?? person.role!, role: person.role!, from: since })
    await appointOfficer(ctx, { id: appointmentOf(person.key), personId, postId: demoId('post', person.key), from: since, decisionNumber: `QĐ-MẪU/${i + 1}`, sensitive: person.key === 'policeCommander' })
  }
  await seedDataProtection(ctx)
}

/** Questions about readings go to whoever protects data in the body that read, or in one above it: in the demonstration one person, with a post in each. */
async function seedDataProtection(ctx: Ctx): Promise<void> {
  const { pin, post } = cast.securityPerson
  const personId = (await personIdOf(ctx.tx, pin))!
  for (const key of ['provincialCommittee', 'provincialInsurance'] as const) {
    const postId = demoId('post', 'securityPerson', key)
    await openPost(ctx, { id: postId, organisationId: demoId('organisation', key), title: `${post} (kiêm nhiệm)`, role: 'security-officer', from: since })
    await appointOfficer(ctx, { id: demoId('appointment', 'securityPerson', key), personId, postId, from: since, decisionNumber: `QĐ-MẪU/KN/${key === 'provincialCommittee' ? 'UBND' : 'BHXH'}` })
  }
}

export const appointmentOf = (key: CastKey): string => demoId('appointment', key)
export const organisationOf = (key: string): string => demoId('organisation', key)
