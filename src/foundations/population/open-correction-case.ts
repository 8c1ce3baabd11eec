import { newId } from '../../kernel/ids.ts'
import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { insertCorrection, selectCorrection, selectCorrectionOfCommand, selectCorrectionsOf, selectWorklist, type StoredCorrection } from './corrections.sql.ts'
import { selectPeople } from './population.sql.ts'
import { refuseUnless } from './refusals.ts'

export type CorrectionCase = StoredCorrection

export interface OpenCorrectionCase {
  readonly personId: string
  /** Field of the register, also one of the residence module. */
  readonly field: string
  /** The value as it was shown, in words. */
  readonly shown: string | null
  /** What it should be, in the citizen's words. */
  readonly claimed: string | null
  readonly reason: CorrectionCase['reason']
  readonly note?: string | null
  readonly dossierId?: string | null
  readonly commandId: string
}

/**
 * "Sai thông tin?": somebody says a fact is wrong. For the person, the spouse or a relative to whom the fact was shown,
 * and for officers who hear it at the counter. Goes to the police of the person's area; never blocks another procedure.
 */
export async function openCorrectionCase(ctx: Ctx, input: OpenCorrectionCase): Promise<CorrectionCase> {
  const reader = ctx.actor.kind === 'citizen' ? ctx.actor.personId : null
  const [person] = await selectPeople(ctx.tx, [input.personId], { numbers: false, relatives: false, cards: false, reader })
  refuseUnless(person, 'population.person-unknown')
  allow(ctx, 'population.open-correction', { person: input.personId, represents: person.kinship.length > 0 ? [input.personId] : [], area: person.areas[0] ?? null })
  const area = person.areas[0] ?? (person['birth_registration_area'] as string | null)
  const opened = {
    caseId: newId(), personId: input.personId, field: input.field, shown: input.shown, claimed: input.claimed, reason: input.reason, note: input.note ?? null,
    dossierId: input.dossierId ?? ctx.purpose.dossierId ?? null, area, openedBy: 'personId' in ctx.actor ? ctx.actor.personId : null, openedAt: ctx.now, commandId: input.commandId,
  }
  if (await insertCorrection(ctx.tx, opened)) {
    ctx.publish('population.correction-opened', { caseId: opened.caseId, personId: input.personId, field: input.field, area, dossierId: opened.dossierId }, { subject: input.personId })
  }
  return selectCorrectionOfCommand(ctx.tx, input.commandId)
}

/** The open cases of a commune, oldest first; without an area, those of the officer's own communes. Logged as a list. */
export async function correctionsFor(ctx: Ctx, where: { readonly area?: string } = {}): Promise<CorrectionCase[]> {
  const own = ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  const areas = where.area ? [where.area] : own
  for (const area of areas.length > 0 ? areas : [null]) allow(ctx, 'population.work-corrections', { area })
  const found = await selectWorklist(ctx.tx, areas)
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'population', subjects: [...new Set(found.map((each) => each.personId))], fields: ['corrections'] })
  return found
}

/** One case, for who works it and for who opened it or whom it is about. Logged. */
export async function readCorrection(ctx: Ctx, caseId: string): Promise<CorrectionCase> {
  const found = await selectCorrection(ctx.tx, caseId)
  refuseUnless(found, 'population.correction-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [found.personId], fields: ['corrections', found.field] })
  const own = 'personId' in ctx.actor && (ctx.actor.personId === found.openedBy || (ctx.actor.kind === 'citizen' && ctx.actor.personId === found.personId))
  if (!own && !isAllowed(ctx.actor, 'population.work-corrections', { area: found.area }, ctx.today)) allow(ctx, 'population.work-corrections', { area: found.area })
  return found
}

/** The cases the signed-in citizen opened, or that are about him or her, newest first. */
export async function ownCorrections(ctx: Ctx): Promise<CorrectionCase[]> {
  refuseUnless(ctx.actor.kind === 'citizen', 'population.field-not-allowed')
  return selectCorrectionsOf(ctx.tx, ctx.actor.personId)
}
