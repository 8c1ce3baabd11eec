import { has, is, legal, not, same, all, type NamedRule } from '../../src/public-services/catalogue/index.ts'

export const householdKnown: NamedRule = {
  code: 'household-known', item: 'newHousehold', title: 'Hộ có trong dữ liệu cư trú',
  check: { op: 'known', paths: ['newHousehold.householdId', 'newHousehold.address'] },
  says: { holds: 'Hộ {newHousehold.fileNumber}, chủ hộ {newHousehold.headName}.', fails: 'Chưa thấy hộ này trong dữ liệu cư trú.', unknown: 'Chưa lấy được hộ.' },
  basis: legal('Luật Cư trú 2020', 'đ.10'), defect: 'household-unclear', when: is('residence.case', 'join'),
}

export const headAgrees: NamedRule = {
  code: 'head-agrees', item: 'consent.head', title: 'Chủ hộ đồng ý',
  check: { op: 'equals', path: 'consent.head', value: 'agreed' },
  says: { holds: 'Chủ hộ {newHousehold.headName} đã đồng ý.', fails: 'Chủ hộ {newHousehold.headName} chưa trả lời hoặc không đồng ý.', unknown: 'Chủ hộ {newHousehold.headName} chưa trả lời.' },
  basis: legal('Luật Cư trú 2020', 'đ.20 k.2', 'likely'), defect: 'head-consent-missing',
  when: all(is('residence.case', 'join'), not(same('newHousehold.headPin', 'requester.pin'))),
}

/** 26, other: the register does not say how the person is related to the head. */
export const relationClear: NamedRule = {
  code: 'relation-clear', item: 'member.relation', title: 'Rõ quan hệ với chủ hộ',
  check: { op: 'none-of-values', path: 'member.relation', among: ['26'] },
  says: { holds: 'Quan hệ với chủ hộ: {member.relation}.', fails: 'Dữ liệu chưa cho biết quan hệ với chủ hộ {newHousehold.headName}.', unknown: 'Chưa có quan hệ với chủ hộ.' },
  basis: legal('Luật Cư trú 2020', 'đ.10'), defect: 'household-unclear', when: all(is('residence.case', 'join'), has('member.relation')),
}

export const residenceRules: readonly NamedRule[] = [householdKnown, relationClear, headAgrees]
