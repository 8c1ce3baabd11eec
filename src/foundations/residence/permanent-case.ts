import { earliest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { personStatus } from '../population/index.ts'
import type { PermanentGrounds } from './residence-acts.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { permanentCases, proofMethods, ruleNumber, type PermanentNeed } from './rules.ts'

const needWords: Readonly<Record<Exclude<PermanentNeed, 'floorArea'>, string>> = {
  headConsent: 'ý kiến đồng ý của chủ hộ', ownerConsent: 'ý kiến đồng ý của chủ sở hữu chỗ ở hợp pháp', dwellingProof: 'căn cứ về chỗ ở hợp pháp', relationProof: 'căn cứ về quan hệ',
}

/**
 * Luật Cư trú 2020 đ.20: what the chosen case asks for must be there: consents, proof of dwelling or relation, floor space,
 * and for a minor the parent's or guardian's consent (k.7). A proof may be 'cơ sở dữ liệu': what the state knows is not asked.
 */
export async function refuseUnmetCase(ctx: Ctx, personId: string, relation: string, grounds: PermanentGrounds, on: PlainDate): Promise<void> {
  const found = permanentCases(on).find((each) => each.code === grounds.case) ?? refuse('residence.case-unknown', { field: 'case' })
  refuseUnless(found.relations.length === 0 || found.relations.includes(relation), 'residence.case-other-relation', { field: 'relationToHead' })
  for (const need of found.needs) {
    if (need === 'floorArea') refuseSmallFloor(grounds, on)
    // Who opens a household is its head: there is nobody else to ask.
    else refuseUnless(said(grounds[need]) || (need === 'headConsent' && relation === '01'), 'residence.case-needs', { field: need, vars: { what: needWords[need] } })
  }
  refuseUnless(grounds.proofMethod == null || proofMethods(on).some((each) => each.code === grounds.proofMethod), 'residence.proof-method-unknown', { field: 'proofMethod' })
  const person = await personStatus(ctx.tx, personId)
  const minor = person?.birthDate != null && ageOn(earliest(person.birthDate), on) < ruleNumber('head-full-capacity-age', on)
  refuseUnless(!minor || said(grounds.guardianConsent), 'residence.case-needs', { field: 'guardianConsent', vars: { what: 'ý kiến đồng ý của cha, mẹ hoặc người giám hộ' } })
}

function refuseSmallFloor(grounds: PermanentGrounds, on: PlainDate): void {
  const least = ruleNumber('rented-floor-area-m2', on)
  refuseUnless(grounds.floorArea != null, 'residence.case-needs', { field: 'floorArea', vars: { what: 'diện tích ở của mỗi người' } })
  refuseUnless(grounds.floorArea >= least, 'residence.floor-too-small', { field: 'floorArea', vars: { least } })
}

const said = (text: string | null | undefined): boolean => text != null && text.trim() !== ''
