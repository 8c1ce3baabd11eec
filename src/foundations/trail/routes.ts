import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { keys } from '../../platform/index.ts'
import { consistencyProof } from './prove.ts'
import { sealState } from './seal-state.ts'
import { headsAfter } from './seal.sql.ts'

const purpose = { code: 'public-log-head', basis: 'Luật Tiếp cận thông tin 2016' }
const size = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** What anybody needs to check a proof or to keep heads of the access log elsewhere. No personal data. */
export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'GET', url: '/api/access-log/head', access: 'public', tags: ['access-log'], purpose,
    summary: 'The newest signed head of the access log, a signed note (C2SP), and the public keys',
    reply: z.object({ head: z.string().nullable(), treeSize: z.number(), sealedAt: z.string().nullable(), publicKeys: z.array(z.string()) }),
    async handler(ctx) {
      const { head, treeSize, sealedAt } = await sealState(ctx.tx)
      return { head, treeSize, sealedAt, publicKeys: (await keys().publicKeys('trail-checkpoint')).map((key) => key.pem) }
    },
  }),
  apiRoute({
    method: 'GET', url: '/api/access-log/heads', access: 'public', tags: ['access-log'], purpose,
    summary: 'Signed heads of the access log, oldest first: for witnesses who keep and countersign them',
    description: 'Each head is a signed note (C2SP). How a witness checks and countersigns one with the stand-alone verifier: docs/witnesses.md.',
    query: z.object({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0), limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
    reply: z.object({ heads: z.array(z.object({ batch: z.number(), treeSize: z.number(), sealedAt: z.string(), note: z.string() })) }),
    async handler(ctx, { query }) {
      const heads = await headsAfter(ctx.tx, query.after, query.limit)
      return { heads: heads.map(({ head, note }) => ({ batch: head.batch, treeSize: head.treeSize, sealedAt: head.sealedAt, note })) }
    },
  }),
  apiRoute({
    method: 'GET', url: '/api/access-log/consistency', access: 'public', tags: ['access-log'], purpose,
    summary: 'Proof that the log only grew between two signed heads, named by their tree sizes',
    query: z.object({ from: size, to: size }),
    reply: z.object({ proof: z.literal('congdan/access-log-consistency/1'), from: z.string(), to: z.string(), path: z.array(z.string()) }),
    async handler(ctx, { query }) {
      const proof = await consistencyProof(ctx.tx, query.from, query.to)
      return { ...proof, path: [...proof.path] }
    },
  }),
]
