import type { PlainDate, Tx } from '../../platform/index.ts'
import { selectEntry, selectEntryOfPaper, selectEntryPeople, selectMarriagesOf } from './entries.sql.ts'

const married = '2'

/**
 * Why a paper made from an entry holds no longer; nothing while it does. Only a certificate of marital status ends by itself (NĐ 123/2015 đ.23 k.1):
 * after its last day, or when a marriage began or ended since. One about a time in the past stays true until its day. Not logged: nothing is told of anybody.
 */
export async function civilPaperEnded(tx: Tx, documentId: string, today: PlainDate): Promise<string | undefined> {
  const entryId = await selectEntryOfPaper(tx, documentId)
  const entry = entryId ? await selectEntry(tx, entryId) : undefined
  if (entry?.kind !== 'marital-certificate') return undefined
  const { giaTriDenNgay: until, nxnTinhTrangHonNhan: status, nxnThoiGianCuTruTu: past } = entry.content
  if (until && until < today) return 'Hết thời hạn ghi trên giấy.'
  if (past) return undefined
  const [person] = await selectEntryPeople(tx, entry.entryId)
  const marriages = person ? await selectMarriagesOf(tx, person.personId) : []
  const changed = status === married ? marriages.some((each) => each.to !== null && each.to >= entry.registeredOn) : marriages.some((each) => each.from >= entry.registeredOn)
  return changed ? 'Tình trạng hôn nhân đã thay đổi sau ngày cấp.' : undefined
}
