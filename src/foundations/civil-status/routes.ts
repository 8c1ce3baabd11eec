import { z } from 'zod'
import { apiRoute, type AnyApiRoute } from '../../platform/http/index.ts'
import { receiveBirthNotice } from './receive-birth-notice.ts'

/** The door for hospitals: electronic birth notices (NĐ 63/2024 with NĐ 301/2026). The proof is the signature over the notice itself. */
export const routes: readonly AnyApiRoute[] = [
  apiRoute({
    method: 'POST', url: '/api/birth-notices', access: { relyingParty: true }, tags: ['civil-status'], status: 201,
    summary: 'A health facility reports a birth (giấy chứng sinh điện tử)',
    description: 'Header `Authorization: Facility <code>`. `signed` is a compact JWS (EdDSA or ES256) by the key registered for the facility over the notice in JSON. Sending the same notice again answers the same.',
    purpose: { code: 'birth-notice', basis: 'NĐ 63/2024/NĐ-CP, NĐ 301/2026/NĐ-CP', text: 'Cơ sở y tế báo sinh' },
    body: z.object({ facilityCode: z.string().regex(/^[A-Z0-9]{5}$/), signed: z.string().min(20).max(20_000) }),
    reply: z.object({ noticeId: z.string(), replayed: z.boolean(), motherFound: z.boolean() }),
    rateLimit: { key: 'ip', max: 600, perSeconds: 60 },
    async handler(ctx, { body }) {
      const { noticeId, replayed, motherId } = await receiveBirthNotice(ctx, body)
      return { noticeId, replayed, motherFound: motherId !== null }
    },
  }),
]
