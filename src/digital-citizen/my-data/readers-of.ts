import { readPerson } from '../../foundations/population/index.ts'
import { allow, plusSeconds, type Ctx } from '../../platform/index.ts'
import { accessesBetween, type AccessPage } from './accesses-of.ts'

const days = 30

export interface Readers extends Omit<AccessPage, 'month'> {
  readonly personId: string
  readonly fullName: string
}

/**
 * Who looked at a person's data in the last thirty days, for the commander of the commune where the person lives: exactly what the person is shown,
 * neither sooner nor more. Unlike one's own log, looking into another's is logged, and the person sees it.
 */
export async function readersOf(ctx: Ctx, asked: string): Promise<Readers> {
  const { personId, fullName, area } = await readPerson(ctx, asked, ['fullName', 'area'])
  ctx.logRead({ kind: 'open', register: 'access-log', subjects: [personId], fields: ['accessEntry'] })
  allow(ctx, 'my-data.read-accesses-in-area', { area })
  const viewer = { me: personId, represents: [], people: [personId] }
  return { personId, fullName, ...(await accessesBetween(ctx, viewer, { from: plusSeconds(ctx.now, -days * 86_400), until: plusSeconds(ctx.now, 1) })) }
}
