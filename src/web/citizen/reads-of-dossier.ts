import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import type { Ctx } from '../../platform/index.ts'

/** How often offices looked this month; own looks and mere appearances in searches are not counted. */
export const readsThisMonth = async (ctx: Ctx): Promise<number> => (await accessesOf(ctx)).times

/** How often somebody looked at data for this dossier, refused looks included. */
export const readsOfDossier = async (ctx: Ctx, dossierId: string): Promise<number> => (await accessesOf(ctx, { dossierId })).times
