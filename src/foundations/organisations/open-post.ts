import type { PlainDate } from '../../kernel/plain-date.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, roles, type Ctx, type Role } from '../../platform/index.ts'
import { isWithin } from '../areas/index.ts'
import type { Organisation, Post } from './organisation.ts'
import { insertPost, selectPost } from './organisations.sql.ts'
import { getOrganisation } from './read-organisations.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface OpenPost {
  /** Chosen by the caller so that a retry is harmless; a new one when not given. */
  readonly id?: string
  readonly organisationId: string
  readonly title: string
  readonly role: Role
  /** Units the holder answers for; the organisation's own unit when not given. */
  readonly areas?: readonly string[]
  /** One holder at a time; true for the chair and the commander when not given. */
  readonly sole?: boolean
  readonly from: PlainDate
  readonly to?: PlainDate | null
}

/** Opens a post in an organisation. Refuses a role it does not know, units outside the organisation's own, and days the organisation does not exist. */
export async function openPost(ctx: Ctx, input: OpenPost): Promise<Post> {
  const organisation = await getOrganisation(ctx, input.organisationId)
  allow(ctx, 'organisations.open-post', { area: organisation.areaCode, organisation: organisation.id })
  const title = input.title.trim()
  refuseUnless(title !== '', 'organisations.name-missing', { field: 'title' })
  refuseUnless(roles.includes(input.role), 'organisations.role-unknown', { field: 'role' })
  const post: Post = {
    id: input.id ?? newId(), organisationId: organisation.id, title, role: input.role, areas: input.areas?.length ? input.areas : [organisation.areaCode],
    sole: input.sole ?? (input.role === 'commune-chair' || input.role === 'police-commander'), from: input.from, to: input.to ?? organisation.to,
  }
  const known = await selectPost(ctx.tx, post.id)
  if (known) {
    refuseUnless(known.organisationId === organisation.id, 'organisations.id-used')
    return known
  }
  checkTime(post, organisation)
  const outside = post.areas.find((area) => !isWithin(area, organisation.areaCode, post.from))
  if (outside !== undefined) refuse('organisations.area-outside', { field: 'areas', vars: { area: outside } })
  await insertPost(ctx.tx, post, ctx.now, ctx.actor)
  return post
}

/** Refuses a time that ends before it begins or leaves the time the frame exists. */
export function checkTime(part: { from: PlainDate; to: PlainDate | null }, frame: Pick<Organisation, 'from' | 'to'>): void {
  refuseUnless(part.from >= frame.from && (frame.to === null || part.from < frame.to), 'organisations.not-in-force', { field: 'from' })
  refuseUnless(part.to === null || part.to > part.from, 'organisations.dates', { field: 'to' })
  refuseUnless(frame.to === null || (part.to !== null && part.to <= frame.to), 'organisations.not-in-force', { field: 'to' })
}
