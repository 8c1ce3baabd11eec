import { all, has, is, not, same, type LegalSource, type NamedRule } from '../../src/public-services/catalogue/index.ts'

const joins = is('residence.case', 'join')

/** Whoever is named as head lives where the household is said to be: permanent and temporary residence alike, each by its own article. */
export const hostLivesThere = (basis: LegalSource): NamedRule => ({
  code: 'host-lives-there', item: 'host.pin', title: 'Chủ hộ thường trú tại xã này', check: { op: 'same', left: 'host.permanentCommune', right: 'place.commune' },
  says: { holds: 'Chủ hộ {host.fullName} thường trú tại {host.permanentResidence}.', fails: 'Chủ hộ {host.fullName} thường trú nơi khác: {host.permanentResidence}.', unknown: 'Chưa lấy được nơi thường trú của người được khai là chủ hộ.' },
  basis, when: joins,
})

export const hostAgrees = (basis: LegalSource): NamedRule => ({
  code: 'host-agrees', item: 'consent.host', title: 'Chủ hộ đồng ý', check: { op: 'equals', path: 'consent.host', value: 'agreed' },
  says: { holds: 'Chủ hộ đã đồng ý.', fails: 'Chủ hộ chưa trả lời hoặc không đồng ý.', unknown: 'Chủ hộ chưa trả lời.' },
  basis, defect: 'host-consent-missing', when: all(joins, has('host.pin'), not(same('host.pin', 'requester.pin'))),
})
