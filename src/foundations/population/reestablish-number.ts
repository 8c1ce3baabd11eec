import { newId } from '../../kernel/ids.ts'
import type { Ctx } from '../../platform/index.ts'
import { recordAct, type Basis } from '../acts/index.ts'
import { numberReestablished } from './number-acts.ts'
import { reserveNumber } from './number.ts'
import { selectPeople } from './population.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { personalNumber } from './tables.sql.ts'

/** Why a number is cancelled and another given without a fact changing (NĐ 70/2024 đ.11 k.7–11), or given for the first time. */
export const renumberingReasons = ['assigned-wrong', 'forged-papers', 'birth-certificate-revoked', 'number-of-another', 'never-had'] as const
export type RenumberingReason = (typeof renumberingReasons)[number]
export const renumberingWords: Readonly<Record<RenumberingReason, string>> = {
  'assigned-wrong': 'cấp sai nơi sinh, năm sinh hoặc giới tính', 'forged-papers': 'giấy tờ làm căn cứ là giả', 'birth-certificate-revoked': 'giấy khai sinh bị thu hồi',
  'number-of-another': 'số đã thuộc về người khác', 'never-had': 'chưa từng có số',
}

export interface NumberAnew {
  readonly personId: string
  readonly reason: RenumberingReason
  readonly basis: Basis
  readonly commandId: string
}

/** Cancels the number that stands, for ever, and gives another that fits what is known. Refuses where gender, birth or its place is not known. */
export async function recordNumberAnew(ctx: Ctx, { personId, reason, basis, commandId }: NumberAnew): Promise<{ actId: string; newPin: string }> {
  const [person] = await selectPeople(ctx.tx, [personId], { numbers: false, relatives: false, cards: false, reader: null })
  refuseUnless(person, 'population.person-unknown')
  refuseUnless(person.person_id === personId, 'population.merged-already')
  refuseUnless((reason === 'never-had') === (person.pin === null), 'population.renumbering-reason')
  const gender = person['gender']
  const [birthDate, area] = [person['birth_date'] as string | null, (person['birth_registration_area'] as string | null) ?? person.areas[0]]
  if (!birthDate || !area || (gender !== 'male' && gender !== 'female')) return refuse('population.number-needs-facts')
  const actId = newId()
  const established = await reserveNumber(ctx, { personId, actId, gender, birthDate, area })
  const payload = { personId, number: { cancelled: person.pin, established, reason: renumberingWords[reason] } }
  await recordAct(ctx, numberReestablished, { subjectId: personId, payload, basis, commandId, actId, reserved: [personalNumber] })
  return { actId, newPin: established }
}
