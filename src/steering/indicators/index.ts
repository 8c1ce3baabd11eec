import { communesOf, levelOfCode } from '../../foundations/areas/index.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { countDossiers } from './indicators.sql.ts'
import './permissions.ts'

/** How many dossiers an area has received so far. */
export async function dossiersReceived(ctx: Ctx, area: string): Promise<number> {
  allow(ctx, 'steering.read', { area })
  const codes = levelOfCode(area) === 'province' ? [area, ...communesOf(area, ctx.today).map((commune) => commune.code)] : [area]
  return (await countDossiers(ctx.tx, codes)).n
}
