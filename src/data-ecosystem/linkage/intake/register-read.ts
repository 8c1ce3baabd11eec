import { databaseMark, plusSeconds, type Ctx, type Instant, type StageFolder } from '../../../platform/index.ts'
import { writeRegisterFile, type RegisterFile } from './register-file.ts'

/** The register as a command read it. */
export interface RegisterRead extends RegisterFile {
  readonly at: Instant
  /** Which database it was. */
  readonly database: string
}

/** An attempt that was stopped longer ago than this is not gone on with: the register has moved on. */
const longestStop = 6 * 3_600

/** Reads by this statement into the file. The caller logs. */
export async function readRegisterInto(ctx: Ctx, statement: string, file: string): Promise<RegisterRead> {
  return { at: ctx.now, database: await databaseMark(ctx.tx), ...(await writeRegisterFile(ctx.tx.copyOut(statement), file)) }
}

/** What an earlier attempt in this folder has read, while it can be gone on with: of the same database and not too long ago. */
export async function stillFresh(ctx: Ctx, folder: StageFolder): Promise<RegisterRead | null> {
  const read = folder.done<{ made: RegisterRead }>('read-register')?.made
  return read && read.database === (await databaseMark(ctx.tx)) && read.at >= plusSeconds(ctx.now, -longestStop) ? read : null
}
