import { all, any, has, is, legal, not, same, type NamedRule } from '../../src/public-services/catalogue/index.ts'

const joins = is('residence.case', 'join')
const law = legal('Luật Cư trú 2020', 'đ.20')

export const hostLivesThere: NamedRule = {
  code: 'host-lives-there', item: 'host.pin', title: 'Chủ hộ thường trú tại xã này', check: { op: 'same', left: 'host.permanentCommune', right: 'place.commune' },
  says: { holds: 'Chủ hộ {host.fullName} thường trú tại {host.permanentResidence}.', fails: 'Chủ hộ {host.fullName} thường trú nơi khác: {host.permanentResidence}.', unknown: 'Chưa lấy được nơi thường trú của người được khai là chủ hộ.' }, basis: law, when: joins,
}

export const hostAgrees: NamedRule = {
  code: 'host-agrees', item: 'consent.host', title: 'Chủ hộ đồng ý', check: { op: 'equals', path: 'consent.host', value: 'agreed' },
  says: { holds: 'Chủ hộ đã đồng ý.', fails: 'Chủ hộ chưa trả lời hoặc không đồng ý.', unknown: 'Chủ hộ chưa trả lời.' }, basis: law, defect: 'host-consent-missing', when: all(joins, has('host.pin'), not(same('host.pin', 'requester.pin'))),
}

export const ownerAgrees: NamedRule = {
  code: 'owner-agrees', item: 'consent.owner', title: 'Chủ sở hữu chỗ ở đồng ý', check: { op: 'equals', path: 'consent.owner', value: 'agreed' },
  says: { holds: 'Chủ sở hữu đã đồng ý.', fails: 'Chủ sở hữu chưa trả lời hoặc không đồng ý.', unknown: 'Chủ sở hữu chưa trả lời.' }, basis: law, defect: 'owner-consent-missing',
  when: all(any(is('residence.case', 'rent'), is('dwelling.owner', 'other')), has('owner.pin'), not(same('owner.pin', 'requester.pin'))),
}
