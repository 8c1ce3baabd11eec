import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { ownPapers, readPaper } from './read-papers.ts'

const purpose = { code: 'own-data', basis: 'NĐ 69/2024/NĐ-CP', text: 'Ông/bà xem giấy tờ của mình và của con' }

const paper = z.object({
  id: z.string(), subjectId: z.string(), kind: z.string(), title: z.string(), issuer: z.string(), issuedOn: z.string(), expiresOn: z.string().nullable(),
  standing: z.enum(['valid', 'expired', 'replaced', 'revoked']), stateReason: z.string().nullable(),
})

export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'GET', url: '/api/papers', access: { citizen: {} }, tags: ['wallet'], purpose,
    summary: 'Papers of the signed-in person and of the minors they act for',
    reply: z.object({ people: z.array(z.object({ personId: z.string(), name: z.string().nullable(), who: z.enum(['self', 'represented', 'other']), papers: z.array(paper) })) }),
    async handler(ctx) {
      return { people: (await ownPapers(ctx)).map((tab) => ({ ...tab, papers: [...tab.papers] })) }
    },
  }),
  apiRoute({
    method: 'GET', url: '/api/papers/:id', access: { citizen: {} }, tags: ['wallet'], purpose,
    summary: 'One paper with what it says',
    params: z.object({ id: z.uuid() }),
    reply: paper.extend({ facts: z.array(z.object({ label: z.string(), value: z.string() })) }),
    async handler(ctx, { params }) {
      const found = await readPaper(ctx, params.id)
      return { ...found, facts: [...found.facts] }
    },
  }),
]
