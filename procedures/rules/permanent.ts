import { all, any, has, is, legal, not, same, type NamedRule } from '../../src/public-services/catalogue/index.ts'

const law = legal('Luật Cư trú 2020', 'đ.20')

export const ownerAgrees: NamedRule = {
  code: 'owner-agrees', item: 'consent.owner', title: 'Chủ sở hữu chỗ ở đồng ý', check: { op: 'equals', path: 'consent.owner', value: 'agreed' },
  says: { holds: 'Chủ sở hữu đã đồng ý.', fails: 'Chủ sở hữu chưa trả lời hoặc không đồng ý.', unknown: 'Chủ sở hữu chưa trả lời.' }, basis: law, defect: 'owner-consent-missing',
  when: all(any(is('residence.case', 'rent'), is('dwelling.owner', 'other')), has('owner.pin'), not(same('owner.pin', 'requester.pin'))),
}
