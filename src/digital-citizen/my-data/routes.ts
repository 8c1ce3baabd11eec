import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { accessesOf } from './accesses-of.ts'
import { askAboutAccess } from './ask-about-access.ts'
import { proofOf } from './prove-access.ts'
import { concernWords, type Concern } from './words.ts'

const purpose = { code: 'own-data', basis: 'Luật 91/2025/QH15', text: 'Ông/bà xem ai đã xem dữ liệu của mình' }
const entry = z.object({ logId: z.string(), at: z.string(), kind: z.enum(['open', 'list', 'search']), register: z.string(), fields: z.array(z.string()), refused: z.boolean(), about: z.array(z.string()) })
const line = z.object({
  unit: z.string(), role: z.string(), automatic: z.boolean(), reason: z.string().nullable(), basis: z.string().nullable(), times: z.number(), refusedTimes: z.number(),
  first: z.string(), last: z.string(), registers: z.array(z.string()), fields: z.array(z.string()), entries: z.array(entry),
})
const page = z.object({
  month: z.string().nullable(), people: z.array(z.string()), times: z.number(), refusedTimes: z.number(), searches: z.number(), ownTimes: z.number(),
  groups: z.array(z.object({
    purpose: z.enum(['dossier', 'consent', 'other', 'search']), title: z.string(), times: z.number(), lines: z.array(line),
    dossier: z.object({ dossierId: z.string(), code: z.string(), serviceName: z.string() }).nullable(),
  })),
})

export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'GET', url: '/api/my-data/accesses', access: { citizen: {} }, tags: ['my-data'], purpose,
    summary: 'Who read the data of the signed-in person and of the minors they act for',
    query: z.object({ month: z.string().optional(), dossierId: z.uuid().optional(), searches: z.enum(['0', '1']).default('0') }),
    reply: page,
    async handler(ctx, { query }) {
      const { month, dossierId, searches } = query
      const found = await accessesOf(ctx, { ...(month ? { month } : {}), ...(dossierId ? { dossierId } : {}), includeSearches: searches === '1' })
      return found as z.infer<typeof page>
    },
  }),
  apiRoute({
    method: 'GET', url: '/api/my-data/accesses/:logId/proof', access: { citizen: {} }, tags: ['my-data'], purpose,
    summary: 'Proof that one of these readings stands sealed in the access log; check it with the verifier',
    params: z.object({ logId: z.uuid() }),
    reply: z.object({
      proof: z.literal('congdan/access-log-inclusion/1'), leaf: z.string(), position: z.number(), path: z.array(z.string()), head: z.string(),
      opened: z.object({ salt: z.string(), kept: z.string(), shown: z.record(z.string(), z.unknown()) }).nullable(),
    }),
    async handler(ctx, { params }) {
      const proof = await proofOf(ctx, params.logId)
      return { ...proof, path: [...proof.path], opened: proof.opened && { ...proof.opened, shown: { ...proof.opened.shown } } }
    },
  }),
  apiRoute({
    method: 'POST', url: '/api/my-data/accesses/:logId/questions', access: { citizen: {} }, tags: ['my-data'], purpose, status: 201,
    summary: 'Asks the unit about one reading',
    params: z.object({ logId: z.uuid() }),
    body: z.object({ concern: z.enum(Object.keys(concernWords) as [Concern, ...Concern[]]), note: z.string().default('') }),
    reply: z.object({ questionId: z.string(), code: z.string(), receiveBy: z.string(), answerBy: z.string() }),
    async handler(ctx, { params, body }) {
      const { questionId, code, receiveBy, answerBy } = await askAboutAccess(ctx, { ...body, logId: params.logId })
      return { questionId, code, receiveBy, answerBy }
    },
  }),
]
