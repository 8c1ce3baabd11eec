import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { followChanges } from './follow-changes.ts'

/** The door for authorised systems that follow changes of people (NĐ 278/2025). */
export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'GET', url: '/api/feeds/changes', access: { relyingParty: true }, tags: ['feeds'],
    summary: 'Changes of people after a place, for an authorised system',
    description: 'Header `Authorization: Feed <compact JWS>`: a JWS (EdDSA or ES256, by the registered key) over `{"clientId","path":"/api/feeds/changes","iat"}` in JSON, at most a minute old. Ask again with `after` = `next`; no change is ever left out between two answers. Every answer is a reading that the people in it see.',
    purpose: { code: 'feed', basis: 'NĐ 278/2025/NĐ-CP', text: 'Hệ thống được giao theo dõi thay đổi' },
    query: z.object({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0), limit: z.coerce.number().int().min(1).max(1_000).default(200) }),
    reply: z.object({
      changes: z.array(z.object({
        position: z.number(), type: z.string(), at: z.string(),
        people: z.array(z.object({ personId: z.string(), restricted: z.boolean(), facts: z.record(z.string(), z.unknown()) })),
      })),
      next: z.number(), newest: z.number(),
    }),
    rateLimit: { key: 'ip', max: 600, perSeconds: 60 },
    async handler(ctx, { query }) {
      const { changes, next, newest } = await followChanges(ctx, query.after, query.limit)
      return { changes: changes.map((change) => ({ ...change, people: change.people.map((person) => ({ ...person, facts: { ...person.facts } })) })), next, newest }
    },
  }),
]
