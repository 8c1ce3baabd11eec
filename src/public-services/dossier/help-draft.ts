import { allow, type Ctx, type Instant } from '../../platform/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Service } from '../catalogue/index.ts'
import { readAnswers, type ReadAnswers } from '../forms/index.ts'
import { endHelpRows, ensureHelpedDraft, type DraftRow } from './dossier.sql.ts'
import { helperOf } from './helper.ts'
import { refuseUnknownNumbers } from './declared-people.ts'
import { keepAnswers, keptUntil, openDraft, type OpenDraft } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { findService } from './services.ts'

/** May this service be taken in at a desk for somebody? */
export const takenAtCounter = (service: Service): boolean => service.who.assisted && service.channels.includes('counter') && !service.notYet

/**
 * Begins, or goes on with, what a desk types for the person in front of it. The draft is that person's, marked with who helps;
 * it is not the draft they may have at home. The caller has made sure who stands there. Refuses an officer's own matter.
 */
export async function startHelpedDraft(ctx: Ctx, input: { ownerId: string; slugOrCode: string; until: Instant }): Promise<DraftRow> {
  const me = helperOf(ctx)
  allow(ctx, 'dossier.help', { organisation: me.organisationId })
  refuseUnless(input.ownerId !== me.personId, 'dossier.own-matter')
  const published = findService(input.slugOrCode, ctx.today) ?? refuse('dossier.service-unknown')
  refuseUnless(!published.service.notYet, 'dossier.not-online-yet', { vars: { say: published.service.notYet?.says ?? '' } })
  refuseUnless(takenAtCounter(published.service), 'dossier.not-at-counter')
  return ensureHelpedDraft(ctx.tx, {
    draftId: newId(), ownerId: input.ownerId, serviceCode: published.service.code, procedureHash: published.hash, at: ctx.now, expiresAt: keptUntil(ctx),
    helperId: me.personId, helperOrganisation: me.organisationId, helpedUntil: input.until,
  })
}

/** The person has left the desk: nobody there opens their drafts any more. What was typed stays theirs. */
export async function endHelp(ctx: Ctx, ownerId: string): Promise<void> {
  const me = helperOf(ctx)
  allow(ctx, 'dossier.help', { organisation: me.organisationId })
  await endHelpRows(ctx.tx, ownerId, me.organisationId, ctx.now)
}

export type WholeOutcome = { readonly ok: boolean; readonly shown: ReadAnswers; readonly open: OpenDraft }

/**
 * Saves the whole form as the one screen of a desk posts it. Good answers are kept even when others are wrong. The declaration is
 * not among them: it is the person's own, given with the consent.
 */
export async function answerWhole(ctx: Ctx, input: { draftId: string; body: Readonly<Record<string, unknown>> }): Promise<WholeOutcome> {
  const open = await openDraft(ctx, input.draftId, true)
  allow(ctx, 'dossier.help', { organisation: open.draft.helperOrganisation })
  const declarations = declarationsOf(open.service)
  const read = await refuseUnknownNumbers(ctx, readAnswers(open.service, input.body, open.filing))
  const shown: ReadAnswers = { values: without(read.values, declarations), typed: without(read.typed, declarations), errors: read.errors.filter((each) => !declarations.has(each.field)) }
  return { ok: shown.errors.length === 0, shown, open: await keepAnswers(ctx, open, shown.values, { counter: ctx.now }) }
}

/** Which items are the person's own solemn word. */
export const declarationsOf = (service: Service): Set<string> => new Set(service.form.flatMap((page) => page.items.filter((item) => item.kind === 'declaration').map((item) => item.id)))

const without = (from: Readonly<Record<string, string>>, ids: ReadonlySet<string>) => Object.fromEntries(Object.entries(from).filter(([id]) => !ids.has(id)))
