import { appointmentOn } from '../../foundations/organisations/index.ts'
import { readNames } from '../../foundations/population/index.ts'
import type { Ctx, OfficerActor } from '../../platform/index.ts'
import { issueResidenceConfirmation, issueResidenceNotice } from '../../public-services/results/index.ts'

/** Who signs: the officer in the post held today. */
async function signerOf(ctx: Ctx): Promise<{ name: string; post: string }> {
  const { personId, appointmentId } = ctx.actor as OfficerActor
  return { name: (await readNames(ctx, [personId])).get(personId) ?? '', post: (await appointmentOn(ctx.tx, appointmentId, ctx.today))?.post.title ?? '' }
}

/** CT08 for a registration recorded at the station; once, however often the form is sent. Answers the paper's id. */
export async function noticeFor(ctx: Ctx, done: { readonly actId: string; readonly replayed: boolean; readonly personId: string }): Promise<string | null> {
  if (done.replayed) return null
  return issueResidenceNotice(ctx, { actId: done.actId, organisationId: (ctx.actor as OfficerActor).organisationId, dossierId: null, holders: [done.personId], signer: await signerOf(ctx) })
}

/** CT07 for somebody who came to the station; the same command gives the same paper. */
export async function confirmationFor(ctx: Ctx, input: { readonly personId: string; readonly content: string | null; readonly commandId: string }): Promise<string> {
  return issueResidenceConfirmation(ctx, { ...input, organisationId: (ctx.actor as OfficerActor).organisationId, signer: await signerOf(ctx) })
}
