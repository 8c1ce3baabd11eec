import type { Ctx } from '../../platform/index.ts'

/** Whose permissions these are: always the person signed in, also while they act for another. */
export const ownId = (ctx: Ctx): string => (ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer' ? ctx.actor.personId : '')
