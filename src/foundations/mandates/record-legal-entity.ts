import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { recordAct, type Basis } from '../acts/index.ts'
import { holdsRights, personStatus } from '../population/index.ts'
import { legalEntityRecorded } from './mandate-acts.ts'
import { entityByCode } from './mandates.sql.ts'
import { refuseUnless } from './refusals.ts'

export interface RecordLegalEntity {
  /** Number of the business or establishment decision. */
  readonly code: string
  readonly name: string
  readonly representativeId: string
  /** Commune of its seat. */
  readonly area: string
  readonly documents: NonNullable<Basis['documents']>
  readonly commandId: string
}

/** Writes down who represents an organisation by law, from its papers (Bộ luật Dân sự 2015 đ.85, 137). A code already known changes its representative. */
export async function recordLegalEntity(ctx: Ctx, input: RecordLegalEntity): Promise<string> {
  allow(ctx, 'mandates.record-entity', { area: input.area })
  refuseUnless(holdsRights((await personStatus(ctx.tx, input.representativeId))?.lifeStatus), 'mandates.person-not-living')
  const known = await entityByCode(ctx.tx, input.code)
  // An organisation of another seat is not taken over by naming one's own commune.
  if (known) allow(ctx, 'mandates.record-entity', { area: known.area })
  const entityId = known?.entityId ?? newId()
  const { payload } = await recordAct(ctx, legalEntityRecorded, {
    subjectId: entityId, commandId: input.commandId, basis: { article: 'Bộ luật Dân sự 2015, đ.85, 137', documents: input.documents },
    payload: { entityId, code: input.code, name: input.name, representativeId: input.representativeId, area: input.area, from: ctx.today },
  })
  return payload.entityId
}
