import { allow, type Ctx } from '../../platform/index.ts'
import { readPeople } from '../population/index.ts'
import { actingRights } from './acting-rights.ts'
import type { ActingRight } from './mandate.ts'
import { entityById, mandatesOf, openRequestsOf, type MandateRow, type RequestRow } from './mandates.sql.ts'
import { ownId } from './own-id.ts'

export interface OwnMandates {
  readonly given: readonly (MandateRow & { readonly otherName: string; readonly inForce: boolean })[]
  readonly received: readonly (MandateRow & { readonly otherName: string; readonly inForce: boolean })[]
  /** Waiting for my answer, with the name of who asks. */
  readonly waiting: readonly (RequestRow & { readonly otherName: string })[]
  /** Sent by me: shown with the name I typed. */
  readonly sent: readonly RequestRow[]
}

/** "Người giúp tôi": what I gave, what I received, what waits. Names of the other side are read and logged. */
export async function ownMandates(ctx: Ctx): Promise<OwnMandates> {
  const me = ownId(ctx)
  allow(ctx, 'mandates.read-own', { person: me })
  const [all, requests] = await Promise.all([mandatesOf(ctx.tx, me), openRequestsOf(ctx.tx, me, ctx.now)])
  const waiting = requests.filter((each) => each.otherId === me)
  const names = await namesOf(ctx, [...all.map((each) => (each.giverId === me ? each.holderId : each.giverId)), ...waiting.map((each) => each.askerId)])
  const shown = (each: MandateRow) => ({ ...each, otherName: names.get(each.giverId === me ? each.holderId : each.giverId) ?? '', inForce: each.from <= ctx.today && ctx.today < each.until })
  return {
    given: all.filter((each) => each.giverId === me).map(shown), received: all.filter((each) => each.holderId === me).map(shown),
    waiting: waiting.map((each) => ({ ...each, otherName: names.get(each.askerId) ?? '' })), sent: requests.filter((each) => each.askerId === me),
  }
}

export interface ActingChoice { readonly right: ActingRight; readonly name: string }

/** "Làm thay": whom I may act for today, with their names. */
export async function ownActingChoices(ctx: Ctx): Promise<ActingChoice[]> {
  const me = ownId(ctx)
  allow(ctx, 'mandates.read-own', { person: me })
  const rights = await actingRights(ctx.tx, me, ctx.today)
  const names = await namesOf(ctx, rights.filter((right) => right.subjectKind === 'person').map((right) => right.subjectId))
  return Promise.all(rights.map(async (right) => ({ right, name: right.subjectKind === 'person' ? names.get(right.subjectId) ?? '' : (await entityById(ctx.tx, right.subjectId))?.name ?? '' })))
}

async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await readPeople(ctx, [...new Set(ids)], ['fullName'], { lawfulBy: 'Bộ luật Dân sự 2015, đ.136, 138' })
  return new Map([...people].map(([id, person]) => [id, person.fullName]))
}
