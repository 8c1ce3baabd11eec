import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { beginPasskeySigning, signWithPasskey } from '../../foundations/eid/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply } from '../../platform/http/index.ts'
import { answerPage, documentToSign, submitDossier } from '../../public-services/dossier/index.ts'
import { jsonOf, siteOf } from '../public/index.ts'
import { idOf } from './ids.ts'
import { preparing } from './purposes.ts'

const access = { citizen: { level: 2 } } as const

/** For the script of C-11: a challenge bound to exactly what will be filed. */
export const beginSignRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/:draft/:page/khoa/bat-dau', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    const { hash } = await documentToSign(ctx, idOf(req, 'draft'))
    return { json: await beginPasskeySigning(ctx, siteOf(req), hash) }
  },
  onRefusal: async (_ctx, _req, refusal) => said(refusal),
})

/** Declaration, signature and filing in one transaction. */
export const passkeySignRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/:draft/:page/khoa', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    const draftId = idOf(req, 'draft')
    const answered = await answerPage(ctx, { draftId, page: req.params['page'] ?? '', body: req.form.raw })
    if (!answered.ok) return { json: { says: answered.shown.errors[0]?.vi ?? '' }, status: 422 }
    const { hash } = await documentToSign(ctx, draftId)
    const response = Object(jsonOf(req.form.get('response'))) as AuthenticationResponseJSON
    const evidence = await signWithPasskey(ctx, { challengeId: req.form.get('challengeId'), response, documentHash: hash, site: siteOf(req) })
    const { dossierId } = await submitDossier(ctx, { draftId, commandId: req.commandId ?? newId(), evidence })
    return { json: { next: `/ho-so/${dossierId}/da-gui` } }
  },
  onRefusal: async (_ctx, _req, refusal) => said(refusal),
})

function said(refusal: Refusal): PageReply {
  const dossierId = Object(refusal.data)['dossierId'] as unknown
  return refusal.code === 'dossier.draft-sent' && typeof dossierId === 'string' ? { json: { next: `/ho-so/${dossierId}/da-gui` }, status: 200 } : { json: { says: [refusal.vi, refusal.next].filter(Boolean).join(' ') } }
}
