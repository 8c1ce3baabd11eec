import { all, is, rule } from '../src/data-ecosystem/quality/index.ts'

export const spouseDeceased = rule({
  id: 'spouse-deceased', category: 'C24', dimension: 'live', severity: 'warning', fixer: 'justice', field: 'maritalStatus',
  name: { vi: 'Vợ hoặc chồng đã mất, còn ghi đang có vợ chồng', en: 'Spouse deceased, still recorded as married' },
  scope: { kind: 'kin', relation: ['spouse'], when: all(is('self.lifeStatus', 'living'), is('self.maritalStatus', 'married'), is('other.lifeStatus', 'deceased')) },
  basis: 'Luật Hôn nhân và gia đình 52/2014/QH13 đ.65', certainty: 'likely', from: '2015-01-01', to: null,
  lookAt: { vi: 'Trích lục khai tử của vợ hoặc chồng.', en: 'The spouse\'s death extract.' },
  closes: { vi: 'Tình trạng hôn nhân ghi là góa.', en: 'The marital status becomes widowed.' },
})
