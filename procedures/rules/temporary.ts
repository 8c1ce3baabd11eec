import { legal, type NamedRule } from '../../src/public-services/catalogue/index.ts'

export const outsideOwnCommune: NamedRule = {
  code: 'outside-own-commune', item: 'place', title: 'Ngoài xã nơi thường trú', check: { op: 'differ', left: 'place.commune', right: 'requester.permanentCommune' },
  says: { holds: 'Nơi tạm trú khác xã thường trú ({requester.permanentCommune}).', fails: 'Nơi tạm trú cùng xã với nơi thường trú.', unknown: 'Chưa có nơi thường trú trong dữ liệu để so.' },
  basis: legal('Luật Cư trú 2020', 'đ.27 k.1'), defect: 'place-unclear',
}
