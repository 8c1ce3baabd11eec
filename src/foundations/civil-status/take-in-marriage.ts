import type { Ctx } from '../../platform/index.ts'
import { findEntry, type Entry } from './read-entry.ts'
import { selectLater, selectMarriageRow } from './entries.sql.ts'
import { knownPeople, refuseUnlessLiving, type KnownPerson } from './people.ts'
import { recordMarriage } from './record-marriage.ts'
import { refuse, refuseUnless } from './refusals.ts'

const basis = 'Luật Hộ tịch 2014, đ.18, đ.59–61'
const statusWords: Readonly<Record<string, string>> = { divorced: 'đã ly hôn', widowed: 'góa' }

/** Husband and wife of a digitised marriage as the officer linked them, confirmed; nothing while one of them is not. */
export function confirmedCouple(entry: Pick<Entry, 'kind' | 'origin' | 'people'>): { husbandId: string; wifeId: string } | undefined {
  const who = (part: string): string | undefined => entry.people.find((each) => each.part === part && each.standing === 'confirmed')?.personId
  const [husbandId, wifeId] = [who('husband'), who('wife')]
  return entry.kind === 'marriage' && entry.origin === 'digitised' && husbandId && wifeId ? { husbandId, wifeId } : undefined
}

/**
 * Luật Hộ tịch 2014 đ.18, 59–61: a marriage of an old book becomes known to the register of people, on the page it stands on, so that a divorce or an
 * annulment can begin there. Refuses before both are linked and confirmed, a marriage that a later note ended, and people the register says are dead,
 * divorced, widowed or married to somebody else: which of the two is right is looked at first.
 */
export async function takeInMarriage(ctx: Ctx, input: { readonly entryId: string; readonly commandId: string }): Promise<{ actId: string }> {
  const entry = (await findEntry(ctx, input.entryId)) ?? refuse('civil-status.record-unknown')
  const couple = confirmedCouple(entry) ?? refuse('civil-status.couple-not-linked')
  refuseUnless(!(await selectLater(ctx.tx, input.entryId)).some((each) => each.kind === 'divorce'), 'civil-status.marriage-ended')
  for (const person of await knownPeople(ctx, [{ id: couple.husbandId, field: 'number', who: 'chồng' }, { id: couple.wifeId, field: 'number', who: 'vợ' }], basis)) refuseUnlessStillPossible(person)
  const { actId } = await recordMarriage(ctx, {
    ...couple, marriageId: entry.entryId, area: entry.area, place: entry.authority, number: entry.entryNumber, bookNumber: entry.bookNumber || null, registeredOn: entry.registeredOn, ...(entry.registrationKind ? { kind: entry.registrationKind } : {}),
    signer: entry.signerName ? { fullName: entry.signerName, title: entry.signerTitle ?? '' } : null, commandId: input.commandId,
  })
  return { actId }
}

/** Does this marriage stand in the register of people now? For the page of an entry. */
export async function marriageStands(ctx: Ctx, entryId: string): Promise<boolean> {
  const row = await selectMarriageRow(ctx.tx, entryId)
  return row !== undefined && row.stands && row.validTo === null
}

function refuseUnlessStillPossible(person: KnownPerson): void {
  refuseUnlessLiving(person, 'number')
  refuseUnless(!person.maritalStatus || !(person.maritalStatus in statusWords), 'civil-status.status-contradicts', { vars: { name: person.fullName, status: statusWords[person.maritalStatus ?? ''] ?? '' } })
}
