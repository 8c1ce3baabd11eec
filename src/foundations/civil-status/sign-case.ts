import { canonicalJson } from '../../kernel/canonical-json.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { caseAct } from './case-acts.ts'
import { markSigned } from './entries.sql.ts'
import type { Signer } from './plan.ts'
import { readCase, type CaseView } from './prepare-case.ts'
import { refuseUnless } from './refusals.ts'

/** What a signature of a prepared act lies over: the act, the commune and every fact, in the version that was shown. */
export function caseHash(found: Pick<CaseView, 'caseId' | 'version' | 'act' | 'area' | 'input'>): string {
  return sha256Hex(canonicalJson({ caseId: found.caseId, version: found.version, act: found.act, area: found.area, input: found.input as object }))
}

export interface SignCase {
  readonly caseId: string
  /** As shown to whoever signs: a change in between refuses. */
  readonly version: number
  readonly signer: Signer
  readonly performedBy: string | null
  /** Proof of the signature over `caseHash`, kept with the case. */
  readonly evidence: { readonly documentHash: string }
}

/**
 * Signs a prepared act: all checks run again under the facts of this moment, entry and register change in this commit. Refuses a
 * case that was changed or decided since it was shown, and whatever the act itself refuses. For the post the act needs.
 */
export async function signCase(ctx: Ctx, input: SignCase): Promise<{ entryId: string; actId: string }> {
  const found = await readCase(ctx, input.caseId)
  allow(ctx, found.permission, { area: found.area })
  refuseUnless(found.state === 'prepared' && found.version === input.version && input.evidence.documentHash === caseHash(found), 'civil-status.case-changed')
  const definition = caseAct(found.actName)
  const done = await definition.sign(ctx, { ...(definition.schema.parse(found.input) as object), area: found.area, signer: input.signer, performedBy: input.performedBy, commandId: `civil-case ${found.caseId} ${found.version}` })
  const by = 'personId' in ctx.actor ? ctx.actor.personId : ''
  refuseUnless((await markSigned(ctx.tx, { caseId: found.caseId, version: found.version, by, at: ctx.now, evidence: input.evidence, entryId: done.entryId, actId: done.actId })) === 1, 'civil-status.case-changed')
  return done
}
