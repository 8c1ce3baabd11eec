import { has, is, legal, type NamedRule } from '../../src/public-services/catalogue/index.ts'

export const notRecordedDead: NamedRule = {
  code: 'not-recorded-dead', item: 'deceased', title: 'Dữ liệu còn ghi là còn sống', check: { op: 'equals', path: 'deceased.lifeStatus', value: 'living' },
  says: { holds: 'Chưa có đăng ký khai tử.', fails: 'Dữ liệu không ghi người này còn sống. Xem đã đăng ký khai tử chưa.', unknown: 'Chưa lấy được dữ liệu của người đã mất.' },
  basis: legal('Luật Hộ tịch 2014', 'đ.34'), defect: 'deceased-unclear',
}

export const nameOfDeceased: NamedRule = {
  code: 'name-of-deceased', item: 'deceased.declaredName', title: 'Họ tên khớp số định danh', check: { op: 'same', left: 'deceased.declaredName', right: 'deceased.fullName' },
  says: { holds: 'Họ tên khớp với số định danh.', fails: 'Số định danh này là của {deceased.fullName}.', unknown: 'Chưa thấy ai mang số này.' },
  basis: legal('Luật Hộ tịch 2014', 'đ.34'), defect: 'deceased-unclear', when: is('deceased.of', 'other'),
}

export const lastHome: NamedRule = {
  code: 'last-home', item: 'deceased.lastHome', title: 'Nơi cư trú cuối cùng đúng xã này', check: { op: 'same', left: 'deceased.permanentCommune', right: 'deceased.lastHome.commune' },
  says: { holds: 'Thường trú: {deceased.permanentResidence}.', fails: 'Dữ liệu ghi thường trú nơi khác: {deceased.permanentResidence}.', unknown: 'Dữ liệu chưa có nơi thường trú của người đã mất.' },
  basis: legal('Luật Hộ tịch 2014', 'đ.32'), defect: 'last-home-unclear', when: has('deceased.lastHome.commune'),
}

/** Late registration is still registration; only the entry says so. */
export const filedInFifteenDays: NamedRule = {
  code: 'filed-in-15-days', item: 'death.date', title: 'Trong 15 ngày kể từ ngày mất', check: { op: 'within-days', from: 'death.date', to: 'submitted', days: 15 },
  says: { holds: 'Nộp trong 15 ngày kể từ ngày mất.', fails: 'Nộp sau 15 ngày. Vẫn đăng ký, ghi «quá hạn».', unknown: 'Chưa có ngày mất.' },
  basis: legal('Luật Hộ tịch 2014', 'đ.33 k.1'),
}

export const deathRules: readonly NamedRule[] = [notRecordedDead, nameOfDeceased, lastHome, filedInFifteenDays]
