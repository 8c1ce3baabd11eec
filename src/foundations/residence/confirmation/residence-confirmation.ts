import { addMonths } from '../../../kernel/plain-date.ts'
import { allow, isAllowed, type Ctx, type PlainDate, type Tx } from '../../../platform/index.ts'
import { codeEntry, labelOf } from '../../areas/index.ts'
import { revokeDocument } from '../../documents/index.ts'
import { readPeople, refuseHidden } from '../../population/index.ts'
import { shownAddress } from '../address.ts'
import { selectHouseholdOfPerson, selectResidences } from '../residence.sql.ts'
import { refuseUnless } from '../refusals.ts'
import { ruleNumber } from '../rules.ts'
import { endConfirmation, insertConfirmation, selectConfirmation, selectFingerprint, selectOfCommand, selectTouched } from './confirmation.sql.ts'

interface ConfirmedPerson {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string
  readonly pin: string | null
}

/** What form CT07 states (domain Annex C). */
export interface ResidenceConfirmation {
  readonly person: ConfirmedPerson & { readonly ethnicity: string; readonly religion: string; readonly nationality: string; readonly nativePlace: string }
  readonly permanent: string | null
  readonly temporary: string | null
  readonly current: string | null
  readonly fileNumber: string | null
  readonly head: { readonly fullName: string; readonly pin: string | null; readonly relation: string } | null
  readonly members: readonly (ConfirmedPerson & { readonly relation: string })[]
  readonly validUntil: PlainDate
  readonly fingerprint: string
}

/**
 * The content of a confirmation of residence. For the police of a commune where the person is registered, and in a dossier
 * that asks for one; logged with everybody it names.
 */
export async function residenceConfirmation(ctx: Ctx, personId: string): Promise<ResidenceConfirmation> {
  const residences = (await selectResidences(ctx.tx, personId)).filter((each) => each.standing === 'confirmed')
  const inCase = ctx.purpose.dossierId !== undefined && isAllowed(ctx.actor, 'residence.read-household-in-case', {}, ctx.today)
  if (!inCase) allow(ctx, 'residence.confirm', { area: residences.find((each) => isAllowed(ctx.actor, 'residence.confirm', { area: each.area }, ctx.today))?.area ?? residences[0]?.area ?? null })
  await refuseHidden(ctx, personId)
  const home = await selectHouseholdOfPerson(ctx.tx, personId)
  const members = (home?.members ?? []).filter((each) => each.standing === 'confirmed')
  const ids = [...new Set([personId, ...members.map((each) => each.personId)])]
  ctx.logRead({ kind: 'open', register: 'residence', subjects: ids, fields: ['residence', 'household'] })
  const people = await readPeople(ctx, ids, ['fullName', 'birthDate', 'gender', 'pin'], { lawfulBy: 'Luật Cư trú 2020, đ.17' })
  const own = (await readPeople(ctx, [personId], ['ethnicity', 'religion', 'nationalities', 'nativePlace'], { lawfulBy: 'Luật Cư trú 2020, đ.17' })).get(personId)
  refuseUnless(own, 'residence.not-registered')
  const of = (id: string): ConfirmedPerson => {
    const found = people.get(id)
    return { personId: id, fullName: found?.fullName ?? '', birthDate: found?.birthDate ?? null, gender: found?.gender === 'male' ? 'Nam' : found?.gender === 'female' ? 'Nữ' : '', pin: found?.pin ?? null }
  }
  const place = (kind: string): string | null => { const found = residences.find((each) => each.kind === kind); return found ? shownAddress(found, ctx.today).text : null }
  const relationOf = (id: string): string => { const code = members.find((each) => each.personId === id)?.relationToHead; return code ? labelOf('relation-to-head', code, ctx.today) : '' }
  const head = members.find((each) => each.relationToHead === '01')
  return {
    person: {
      ...of(personId), ethnicity: own.ethnicity ? labelOf('ethnic-groups', own.ethnicity, ctx.today) : '', religion: own.religion ? labelOf('religions', own.religion, ctx.today) : '',
      nationality: (own.nationalities ?? []).map((code) => codeEntry('nationalities', code, ctx.today)?.label ?? code).join(', '), nativePlace: own.nativePlace?.text ?? (own.nativePlace?.area ? labelOfArea(own.nativePlace.area, ctx) : ''),
    },
    permanent: place('permanent'), temporary: place('temporary'), current: place('current'), fileNumber: home?.fileNumber ?? null,
    head: head ? { fullName: of(head.personId).fullName, pin: of(head.personId).pin, relation: relationOf(personId) } : null,
    members: members.filter((each) => each.personId !== personId).map((each) => ({ ...of(each.personId), relation: relationOf(each.personId) })),
    validUntil: addMonths(ctx.today, ruleNumber('confirmation-valid-months', ctx.today)), fingerprint: await selectFingerprint(ctx.tx, personId),
  }
}

const labelOfArea = (area: string, ctx: Ctx): string => shownAddress({ area, province: area.slice(0, 2), detail: '', oldText: null }, ctx.today).text

/** Which paper this command has issued already. */
export async function confirmationOfCommand(ctx: Ctx, personId: string, commandId: string): Promise<string | undefined> {
  return (await selectOfCommand(ctx.tx, personId, commandId))?.documentId
}

/** Remembers what an issued confirmation stated, so that it is void when that changes. */
export async function keepConfirmation(ctx: Ctx, input: { readonly documentId: string; readonly issuerId: string; readonly holders: readonly string[]; readonly stated: ResidenceConfirmation; readonly commandId: string }): Promise<void> {
  const { documentId, issuerId, holders, stated, commandId } = input
  const subjects = [stated.person.personId, ...stated.members.map((each) => each.personId)]
  await insertConfirmation(ctx.tx, { personId: stated.person.personId, documentId, issuerId, subjects, holders, fingerprint: stated.fingerprint, validUntil: stated.validUntil, issuedAt: ctx.now, commandId })
}

/** Why a confirmation no longer holds, nothing while it does. Reads the register as it stands now, shows nothing of it. */
export async function confirmationEnded(tx: Tx, documentId: string, today: PlainDate): Promise<string | undefined> {
  const found = await selectConfirmation(tx, documentId)
  if (!found) return undefined
  if (today > found.validUntil) return 'Hết thời hạn một năm.'
  return (await selectFingerprint(tx, found.personId)) === found.fingerprint ? undefined : 'Hết giá trị: thông tin cư trú đã thay đổi sau khi cấp.'
}

/** After a change of these people: takes back the confirmations it made void, so that wallets say so. For the system, on events. */
export async function endChangedConfirmations(ctx: Ctx, personIds: readonly string[]): Promise<number> {
  allow(ctx, 'residence.end-confirmations')
  let ended = 0
  for (const each of await selectTouched(ctx.tx, personIds)) {
    const why = await confirmationEnded(ctx.tx, each.documentId, ctx.today)
    if (!why || !(await endConfirmation(ctx.tx, each.documentId, ctx.now))) continue
    await revokeDocument(ctx, { documentId: each.documentId, kind: 'residence-confirmation', holders: each.holders, issuerId: each.issuerId }, why)
    ended++
  }
  return ended
}
