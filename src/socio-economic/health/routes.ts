import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { clinicsNear } from './facilities.ts'

export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'GET', url: '/api/health-facilities', access: 'public', tags: ['health'],
    summary: 'Places where a health insurance card may first be registered, nearest first',
    purpose: { code: 'public-directory', basis: 'Luật Bảo hiểm y tế 25/2008/QH12' },
    query: z.object({ commune: z.string().regex(/^\d{5}$/) }),
    reply: z.object({ facilities: z.array(z.object({ code: z.string(), name: z.string(), kind: z.enum(['hospital', 'health-station']), commune: z.string(), communeName: z.string(), sameCommune: z.boolean() })) }),
    async handler(ctx, { query }) {
      return { facilities: await clinicsNear(ctx.tx, query.commune, ctx.today) }
    },
  }),
]
