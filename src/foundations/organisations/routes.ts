import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { organisationKinds } from './organisation.ts'
import { listOrganisations } from './read-organisations.ts'

const organisation = z.object({
  id: z.string(), unitCode: z.string(), name: z.string(), shortName: z.string(), kind: z.enum(organisationKinds), areaCode: z.string(),
  parentId: z.string().nullable(), address: z.string().nullable(), phone: z.string().nullable(), from: z.string(), to: z.string().nullable(),
})

export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'GET', url: '/api/organisations', access: 'public', tags: ['organisations'],
    summary: 'Bodies of a unit and of the communes inside it, on a day',
    purpose: { code: 'public-directory', basis: 'NĐ 118/2025/NĐ-CP' },
    query: z.object({ area: z.string().regex(/^(\d{2}|\d{5})$/), kind: z.enum(organisationKinds).optional(), on: z.iso.date().refine((day) => day >= '1900-01-01' && day <= '2999-12-31').optional() }),
    reply: z.object({ organisations: z.array(organisation) }),
    async handler(ctx, { query }) {
      return { organisations: await listOrganisations(ctx, { areaCode: query.area, on: query.on ?? ctx.today, ...(query.kind ? { kind: query.kind } : {}) }) }
    },
  }),
]
