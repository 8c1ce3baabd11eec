import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { issueDocument } from '../documents/index.ts'
import { getOrganisation } from '../organisations/index.ts'
import { nextEntry } from './books.sql.ts'
import { insertCopy, selectCopyOfCommand, type StoredCopy } from './entries.sql.ts'
import type { Signer } from './plan.ts'
import { extractTitle, paperForm, paperTitle } from './paper-form.ts'
import { readEntry } from './read-entry.ts'
import { recordLayouts } from './record-layouts.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

export interface IssueCopy {
  readonly entryId: string
  /** `extract`: trích lục; `copy`: the paper itself, as a copy (giấy khai sinh, giấy chứng nhận kết hôn …). */
  readonly kind: 'extract' | 'copy'
  /** Prints asked for. */
  readonly copies: number
  /** Who asks, as printed in the book of copies. */
  readonly requester: string
  readonly signer: Signer
  /** How many later notes the officer had seen: one more since then refuses, with what it says. */
  readonly seenNotes: number
  readonly commandId: string
}

/**
 * Luật Hộ tịch 2014 đ.63–64: issues an extract or a copy from an entry, numbered, sealed and with a code anybody can check it by.
 * It prints what the book says, and under it every change noted since. Refuses when a note came in between, and more prints than
 * the dated rule. For justice officer and chair of the commune that keeps the book.
 */
export async function issueCopy(ctx: Ctx, input: IssueCopy): Promise<StoredCopy> {
  const entry = await readEntry(ctx, input.entryId)
  allow(ctx, 'civil-status.issue-copy', { area: entry.area })
  const before = await selectCopyOfCommand(ctx.tx, input.commandId)
  if (before) return before
  refuseUnless(entry.later.length === input.seenNotes, 'civil-status.entry-changed', { vars: { what: entry.later.at(-1)?.content['loaiViec'] ?? entry.later.at(-1)?.content['loaiGhiChu'] ?? recordLayouts[entry.later.at(-1)?.kind ?? 'change'].title } })
  const most = civilRule('copy-most-at-once', ctx.today)
  refuseUnless(Number.isInteger(input.copies) && input.copies >= 1 && input.copies <= most, 'civil-status.too-many-copies', { field: 'copies', vars: { most } })
  refuseUnless(input.requester.trim() !== '', 'civil-status.field-needed', { field: 'requester', vars: { what: 'họ tên người yêu cầu' } })
  const year = Number(ctx.today.slice(0, 4))
  const number = await nextEntry(ctx.tx, entry.area, 'copy', year)
  const people = [...new Set(entry.people.filter((each) => each.standing === 'confirmed').map((each) => each.personId))]
  const unit = (ctx.actor as OfficerActor).organisationId
  const { documentId } = await issueDocument(ctx, {
    kind: `civil-${input.kind}`, issuerId: unit, issuerName: (await getOrganisation(ctx, unit)).name, dossierId: ctx.purpose.dossierId ?? null, subjects: people, holders: people,
    form: await paperForm(ctx, entry, { title: input.kind === 'copy' ? paperTitle(entry.kind) : extractTitle(entry.kind), subtitle: '(Bản sao)', number: `${number}/${year}/TLHT-BS`, closing: 'Trích sao đúng từ Cơ sở dữ liệu hộ tịch điện tử.', signer: input.signer }),
  })
  const copy = { copyId: newId(), entryId: entry.entryId, kind: input.kind, documentId, area: entry.area, year, number, copies: input.copies, requester: input.requester.trim(), by: (ctx.actor as OfficerActor).personId, at: ctx.now, commandId: input.commandId }
  await insertCopy(ctx.tx, copy)
  return { ...copy, issuedAt: ctx.now }
}
