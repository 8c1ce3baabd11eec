import { all, has, is, legal, not, same, type NamedRule } from '../../src/public-services/catalogue/index.ts'

const joins = is('residence.case', 'join')

export const outsideOwnCommune: NamedRule = {
  code: 'outside-own-commune', item: 'place', title: 'Ngoài xã nơi thường trú', check: { op: 'differ', left: 'place.commune', right: 'requester.permanentCommune' },
  says: { holds: 'Nơi tạm trú khác xã thường trú ({requester.permanentCommune}).', fails: 'Nơi tạm trú cùng xã với nơi thường trú.', unknown: 'Chưa có nơi thường trú trong dữ liệu để so.' },
  basis: legal('Luật Cư trú 2020', 'đ.27 k.1'), defect: 'place-unclear',
}

export const hostLivesThere: NamedRule = {
  code: 'host-lives-there', item: 'host.pin', title: 'Chủ hộ thường trú tại xã này', check: { op: 'same', left: 'host.permanentCommune', right: 'place.commune' },
  says: { holds: 'Chủ hộ {host.fullName} thường trú tại {host.permanentResidence}.', fails: 'Chủ hộ {host.fullName} thường trú nơi khác: {host.permanentResidence}.', unknown: 'Chưa lấy được nơi thường trú của người được khai là chủ hộ.' },
  basis: legal('Luật Cư trú 2020', 'đ.27'), when: joins,
}

export const hostAgrees: NamedRule = {
  code: 'host-agrees', item: 'consent.host', title: 'Chủ hộ đồng ý', check: { op: 'equals', path: 'consent.host', value: 'agreed' },
  says: { holds: 'Chủ hộ đã đồng ý.', fails: 'Chủ hộ chưa trả lời hoặc không đồng ý.', unknown: 'Chủ hộ chưa trả lời.' },
  basis: legal('Luật Cư trú 2020', 'đ.28', 'likely'), defect: 'host-consent-missing', when: all(joins, has('host.pin'), not(same('host.pin', 'requester.pin'))),
}
