import { sha256Hex } from '../../../kernel/hash.ts'
import { isPlainDate } from '../../../kernel/plain-date.ts'
import { tidySpaces } from '../../../kernel/vietnamese-text.ts'
import { allow, type Ctx } from '../../../platform/index.ts'
import { refuse, refuseUnless, refuseUnlessAll } from '../refusals.ts'
import { isListKind } from './list-kinds.ts'
import { storeListFile } from './list-file.ts'
import { tellLife } from './list-life.ts'
import { insertList, selectList } from './list.sql.ts'
import { problemText } from './problems.ts'
import { rightOf } from './read-lists.ts'
import { formatOf } from './sniff.ts'
import { FileProblem, limits } from './table.ts'

export interface UploadList {
  /** Also the id of the list: the same form sent twice is one list. */
  readonly commandId: string
  readonly kind: string
  readonly title: string
  readonly purpose: string
  readonly legalBasis: string
  readonly retainUntil: string
  readonly fileName: string
  readonly bytes: Uint8Array | null
}

/**
 * A list is handed over (Luật 91/2025/QH15: purpose, basis and an end of keeping are said before anything is read). The file is stored as it came and is
 * opened by the work process; refuses at once what is no table, or not what its name says.
 */
export async function uploadList(ctx: Ctx, input: UploadList): Promise<string> {
  const { actor } = ctx
  const organisation = actor.kind === 'officer' ? actor.organisationId : null
  allow(ctx, rightOf('take-in', input.kind), { organisation })
  const [title, purpose, legalBasis] = [tidySpaces(input.title).slice(0, 200), tidySpaces(input.purpose).slice(0, 300), tidySpaces(input.legalBasis).slice(0, 300)]
  refuseUnlessAll([
    [isListKind(input.kind, ctx.today), 'linkage.kind-needed', 'kind'], [title !== '', 'linkage.title-needed', 'title'], [purpose.length >= 8, 'linkage.purpose-needed', 'purpose'],
    [legalBasis.length >= 4, 'linkage.basis-needed', 'basis'], [isPlainDate(input.retainUntil) && input.retainUntil > ctx.today, 'linkage.retention-needed', 'retain'], [input.bytes !== null, 'linkage.file-needed', 'file'],
  ])
  const given = input.bytes!
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const format = formatIn(bytes, input.fileName)
  const [sha256, storedAs] = [sha256Hex(bytes), await storeListFile(input.commandId, bytes)]
  const isNew = await insertList(ctx.tx, {
    listId: input.commandId, kind: input.kind, title, organisationId: organisation!, area: actor.kind === 'officer' ? areaOf(actor.areas) : '', purpose, legalBasis, retainUntil: input.retainUntil,
    uploadedBy: actor.kind === 'officer' ? actor.personId : null, appointment: actor.kind === 'officer' ? actor.appointmentId : null, uploadedAt: ctx.now, fileName: input.fileName.slice(0, 200), fileBytes: bytes.length, sha256, storedAs, format,
  })
  if (isNew) await tellLife(ctx, input.commandId, 'uploaded', { bytes: bytes.length, sha256, format })
  else refuseUnless((await selectList(ctx.tx, input.commandId))?.organisationId === organisation, 'linkage.list-unknown')
  return input.commandId
}

/** A post that answers for several units stands for the widest of them. */
const areaOf = (areas: readonly string[]): string => [...areas].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? ''

function formatIn(bytes: Buffer, name: string): ReturnType<typeof formatOf> {
  try {
    if (bytes.length === 0) throw new FileProblem('empty-file')
    if (bytes.length > limits.uploadBytes) throw new FileProblem('file-too-large', { max: limits.uploadBytes / 1024 / 1024 })
    return formatOf(bytes, name)
  } catch (error) {
    if (error instanceof FileProblem) refuse('linkage.file-refused', { field: 'file', vars: { why: problemText(error.code, 'vi', error.vars), whyEn: problemText(error.code, 'en', error.vars) } })
    throw error
  }
}
