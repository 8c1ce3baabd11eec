import { addDays, isPlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type OfficerActor, type PlainDate } from '../../platform/index.ts'
import { issueDocument } from '../documents/index.ts'
import { getOrganisation } from '../organisations/index.ts'
import { insertPaper } from './entries.sql.ts'
import { paperForm, paperTitle } from './paper-form.ts'
import type { Signer } from './plan.ts'
import { readEntry, type Entry } from './read-entry.ts'

/**
 * The paper given when something was registered (Luật Hộ tịch 2014 đ.4 k.7, đ.34; NĐ 123/2015 đ.22): it bears the number of the entry and
 * is no copy. For justice officer and chair of the commune that keeps the book; for those who asked and the people of the entry.
 */
export async function issueEntryPaper(ctx: Ctx, input: { readonly entryId: string; readonly holders: readonly string[]; readonly signer: Signer }): Promise<string> {
  const entry = await readEntry(ctx, input.entryId)
  allow(ctx, 'civil-status.issue-copy', { area: entry.area })
  const people = [...new Set(entry.people.filter((each) => each.standing === 'confirmed').map((each) => each.personId))]
  const unit = (ctx.actor as OfficerActor).organisationId
  const { documentId } = await issueDocument(ctx, {
    kind: 'civil-paper', issuerId: unit, issuerName: (await getOrganisation(ctx, unit)).name, dossierId: ctx.purpose.dossierId ?? null, subjects: people, holders: [...new Set([...people, ...input.holders])], validTo: endOf(entry),
    form: await paperForm(ctx, entry, { title: paperTitle(entry.kind), subtitle: null, number: `${entry.entryNumber}/${entry.registeredOn.slice(0, 4)}`, closing: 'Ghi đúng nội dung đã đăng ký trong Cơ sở dữ liệu hộ tịch điện tử.', signer: input.signer }),
  })
  await insertPaper(ctx.tx, { documentId, entryId: entry.entryId, at: ctx.now })
  return documentId
}

/** A certificate of marital status holds to its last day (NĐ 123/2015 đ.23 k.1); other papers have no end. */
function endOf(entry: Entry): PlainDate | null {
  const until = entry.kind === 'marital-certificate' ? entry.content['giaTriDenNgay'] : undefined
  return until && isPlainDate(until) ? addDays(until, 1) : null
}
