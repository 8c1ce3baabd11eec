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
  for (const person of Object.values(cast)) {
    if (!person.role || !person.organisationKey) continue
    const personId = (await personIdOf(ctx.tx, person.pin))!
    await openPost(ctx, { id: demoId('post', person.key), organisationId: demoId('organisation', person.organisationKey), title: person.post ?? person.role, role: person.role, from: since })
    await appointOfficer(ctx, { id: appointmentOf(person.key), personId, postId: demoId('post', person.key), from: since, decisionNumber: `QĐ-MẪU/${person.externalId}` })
  }
}

export const appointmentOf = (key: CastKey): string => demoId('appointment', key)
export const organisationOf = (key: string): string => demoId('organisation', key)
