import { eraseFile, getFile, putFile, type FileHash, type Tx } from '../../../platform/index.ts'
import { isFileHeld } from './list.sql.ts'
import type { MatchingList } from './list.ts'
import { FileProblem } from './table.ts'

/** The id of its list stands before the bytes of a stored file: the same bytes handed over twice are two files, and erasing one leaves the other. */
const headOf = (listId: string): Buffer => Buffer.from(`congdan-list ${listId}\n`, 'latin1')

export async function storeListFile(listId: string, bytes: Buffer): Promise<FileHash> {
  return (await putFile(Buffer.concat([headOf(listId), bytes]))).hash
}

/** The file as it was handed over. */
export async function bytesOf({ listId, storedAs, sha256 }: Pick<MatchingList, 'listId' | 'storedAs' | 'sha256'>): Promise<Buffer> {
  const bytes = await getFile(storedAs ?? sha256).catch(() => { throw new FileProblem('file-gone') })
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return storedAs === null ? whole : whole.subarray(headOf(listId).length)
}

/** For good. Lists of before lie under the hash of their bytes alone: such a file stays while another list has it. */
export async function eraseListFile(tx: Tx, { storedAs, sha256 }: Pick<MatchingList, 'storedAs' | 'sha256'>): Promise<void> {
  if (storedAs !== null) return eraseFile(storedAs)
  if (!(await isFileHeld(tx, sha256))) await eraseFile(sha256)
}
