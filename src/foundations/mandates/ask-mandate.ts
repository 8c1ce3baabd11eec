import { addMonths, type PlainDate } from '../../kernel/plain-date.ts'
import { sameText } from '../../kernel/vietnamese-text.ts'
import { allow, plusSeconds, type Ctx } from '../../platform/index.ts'
import { holdsRights, personIdOf, personStatus, readPeople } from '../population/index.ts'
import { insertRequest, requestsSince } from './mandates.sql.ts'
import { ownId } from './own-id.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { mandateRules } from './rules.ts'

export interface AskMandate {
  /** Made with the form: sent twice it asks once. */
  readonly requestId: string
  /** 'giver': I let the other act for me. 'holder': I ask to act for the other. */
  readonly askedAs: 'giver' | 'holder'
  readonly pin: string
  readonly fullName: string
  readonly kind: 'standing' | 'dossier'
  readonly scope: readonly string[]
  readonly dossierId: string | null
  /** The first day it no longer holds. */
  readonly until: PlainDate
}

/**
 * Offers a permission to somebody, or asks somebody for one (Bộ luật Dân sự 2015 đ.138). It becomes one when the other side agrees.
 * The same is kept and answered whether number and name fit a living person or not: nobody learns who has a number.
 */
export async function askMandate(ctx: Ctx, input: AskMandate): Promise<void> {
  const me = ownId(ctx)
  allow(ctx, 'mandates.ask', { person: me })
  const rules = mandateRules(ctx.today)
  refuseUnless(ctx.today < input.until && input.until <= addMonths(ctx.today, rules.standingMostMonths), 'mandates.until-wrong', { field: 'until', vars: { months: rules.standingMostMonths } })
  refuseUnless(input.kind === 'dossier' ? input.dossierId !== null : input.scope.length > 0, 'mandates.scope-empty', { field: 'scope' })
  refuseUnless((await requestsSince(ctx.tx, me, plusSeconds(ctx.now, -86_400))) < rules.requestsPerDay, 'mandates.too-many')
  const otherId = await matching(ctx, input)
  if (otherId === me) refuse('mandates.self', { field: 'pin' })
  const made = await insertRequest(ctx.tx, {
    requestId: input.requestId, askerId: me, askedAs: input.askedAs, otherId, otherTyped: input.fullName.trim().slice(0, 80), kind: input.kind, scope: [...input.scope], dossierId: input.dossierId,
    until: input.until, state: 'open', askedAt: ctx.now, expiresAt: plusSeconds(ctx.now, rules.requestDays * 86_400),
  })
  if (made && otherId) ctx.publish('mandates.asked', { requestId: input.requestId, askerId: me, askedAs: input.askedAs, otherId }, { subject: otherId })
}

/** The living person with this number and this very name; looking at the name is logged for that person. */
async function matching(ctx: Ctx, input: Pick<AskMandate, 'pin' | 'fullName'>): Promise<string | null> {
  const found = await personIdOf(ctx.tx, input.pin)
  if (!found || !holdsRights((await personStatus(ctx.tx, found))?.lifeStatus)) return null
  const name = (await readPeople(ctx, [found], ['fullName'], { lawfulBy: 'Bộ luật Dân sự 2015, đ.138' })).get(found)?.fullName
  return name !== undefined && sameText(name, input.fullName.trim()) ? found : null
}
