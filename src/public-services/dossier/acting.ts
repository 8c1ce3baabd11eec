import { covers, rightsFor, rightToFile, type ActingRight } from '../../foundations/mandates/index.ts'
import { forPurpose, type CitizenActor, type Ctx, type Purpose, type Tx } from '../../platform/index.ts'
import type { DossierRow } from './dossier.ts'
import type { DraftRow } from './dossier.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** Somebody who works for another in this session, with every right they have to, read in this very transaction. */
export interface Acting {
  readonly actor: CitizenActor
  readonly subjectId: string
  readonly rights: readonly ActingRight[]
}

const known = new WeakMap<Tx, Promise<Acting | null>>()

/** Null for whoever works for themselves, and for officers. */
export async function actingOf(ctx: Ctx): Promise<Acting | null> {
  const { actor, onBehalfOf } = ctx
  if (actor.kind !== 'citizen' || onBehalfOf === null) return null
  const found = known.get(ctx.tx) ?? rightsFor(ctx.tx, actor.personId, onBehalfOf, ctx.today).then((rights) => ({ actor, subjectId: onBehalfOf, rights }))
  known.set(ctx.tx, found)
  return found
}

/** The right by which this procedure is filed for the person acted for. Refuses a clear sentence where there is none. */
export const rightFor = (ctx: Ctx, acting: Acting, service: string): ActingRight => rightToFile(acting.rights, service, ctx.today) ?? refuse('dossier.not-for-another')

/** A draft that somebody types for another: for that one while the right holds. Who typed it and may not any more is told so; the owner may always. */
export function actedDraft(ctx: Ctx, acting: Acting, draft: DraftRow | undefined): DraftRow {
  if (!draft || draft.ownerId !== acting.subjectId || draft.actorId !== acting.actor.personId) return refuse('dossier.draft-unknown')
  refuseUnless(rightToFile(acting.rights, draft.serviceCode, ctx.today) !== undefined, 'dossier.acting-ended', { data: { service: draft.serviceCode } })
  return draft
}

/** The draft is this person's work for another, but the session does not act for them (any more): is it over, or only put down? */
export async function refuseEndedActing(ctx: Ctx, draft: DraftRow): Promise<never> {
  const rights = await rightsFor(ctx.tx, draft.actorId ?? '', draft.ownerId, ctx.today)
  const data = { service: draft.serviceCode }
  return rightToFile(rights, draft.serviceCode, ctx.today) ? refuse('dossier.acting-paused', { data }) : refuse('dossier.acting-ended', { data })
}

/** A filing of the person acted for, as far as a right reaches; else as if there were none. Each look is logged for that person, with the name of the one who looks. */
export function actedDossier(ctx: Ctx, acting: Acting, dossier: DossierRow | undefined): DossierRow {
  if (!dossier || dossier.applicantId !== acting.subjectId || !covers(acting.rights, { service: dossier.serviceCode, dossierId: dossier.dossierId })) return refuse('dossier.unknown')
  forPurpose(ctx, { ...following, dossierId: dossier.dossierId }).logRead({ kind: 'open', register: 'dossier', subjects: [dossier.applicantId], fields: ['status'] })
  return dossier
}

const following: Purpose = { code: 'acting-for', basis: 'Bộ luật Dân sự 2015, đ.136, 138', text: 'Người làm thay theo dõi hồ sơ' }
const preparing: Purpose = { code: 'acting-for', basis: 'Bộ luật Dân sự 2015, đ.136, 138', text: 'Người làm thay chuẩn bị hồ sơ' }

/** The registers as the person acted for would see them: no further, and every reading stands in the log under the name of the one who acts. */
export function asActedFor(ctx: Ctx, draft: DraftRow): Ctx {
  if (ctx.actor.kind !== 'citizen' || ctx.actor.personId === draft.ownerId) return ctx
  return { ...forPurpose(ctx, { ...preparing, dossierId: draft.draftId }), actor: { ...ctx.actor, personId: draft.ownerId, accountId: '', sessionId: '' } }
}

/** Who may be told of this filing beside the applicant: whoever filed it for them, while the right holds. */
export async function toldToo(ctx: Ctx, dossier: Pick<DossierRow, 'dossierId' | 'serviceCode' | 'filingMode' | 'submitterId' | 'applicantId'>): Promise<string | null> {
  if (dossier.filingMode !== 'on-behalf') return null
  const rights = await rightsFor(ctx.tx, dossier.submitterId, dossier.applicantId, ctx.today)
  return covers(rights, { service: dossier.serviceCode, dossierId: dossier.dossierId }) ? dossier.submitterId : null
}

/** Of whom it is, for a permission table. */
export const targetOf = (personId: string, acting: Acting | null): { person: string; represents: string[] } => ({ person: personId, represents: acting && acting.rights.length > 0 && acting.subjectId === personId ? [personId] : [] })
