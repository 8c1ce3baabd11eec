/** Names in the form their own people give them. General knowledge, no weights: for variety, never for statistics. */
import type { Prng } from './prng.ts'

interface OwnNames {
  /** Where the name of the family or clan stands. */
  readonly clan: 'first' | 'last'
  readonly clans: readonly string[]
  readonly male: readonly string[]
  readonly female: readonly string[]
  /** Word before a man's and a woman's own name. */
  readonly before: { readonly male: string; readonly female: string }
}

const highlands = { male: ['Moan', 'Bhiêm', 'Thuột', 'Ngông', 'Bliêu', 'Nuê', 'Djan', 'Krang', 'Tlăm', 'Hiu'], female: ['Hen', 'Bia', 'Mlô', 'Zina', 'Wer', 'Rinh', 'Duăn', 'Ngăt', 'Nguôn', 'Bin'] } as const

const peoples: Readonly<Record<string, OwnNames>> = {
  '05': { clan: 'first', clans: [], male: ['Sa Rươl', 'Sô Phia', 'Chanh Đa', 'Sóc Kha', 'Sa Rết', 'Thia', 'Phol', 'Rươl', 'Sum', 'Sa Vuông', 'Đa Ra', 'Sô Thia', 'Na Rây', 'Rết', 'Khên', 'Pha Lay'], female: [], before: { male: '', female: 'Thị' } },
  '08': { clan: 'first', clans: [], male: ['Páo', 'Sử', 'Chứ', 'Dế', 'Lử', 'Tủa', 'Sình', 'Vư', 'Chu', 'Phử'], female: ['Mỷ', 'Dợ', 'Súa', 'Chía', 'Máy', 'Pàng', 'Dở', 'Xúa'], before: { male: 'A', female: 'Thị' } },
  '10': { clan: 'first', clans: ['Rơ Châm', 'Ksor', 'Siu', 'Rah Lan', 'Kpă', 'Nay', 'Rmah'], male: ['Thul', 'Blơi', 'Hlang', 'Phin', 'Krok', 'Djuh'], female: ["H'Bia", "H'Lan", "H'Nhi", "H'Yim", "H'Rin"], before: { male: '', female: '' } },
  '12': { clan: 'last', clans: ['Niê', 'Êban', 'Ayun', 'Byă', 'Kbuôr', 'Mlô', 'Hđơk', 'Kriêng', 'Adrơng', 'Bkrông'], ...highlands, before: { male: 'Y ', female: "H'" } },
  '13': { clan: 'first', clans: ['Đinh'], male: ['Blưih', 'Hmơk', 'Byơt', 'Yơng', 'Hrêk'], female: ['Hlơr', 'Nhưng', 'Yer', 'Hmir'], before: { male: '', female: 'Thị' } },
  '20': { clan: 'last', clans: ['Bdap', 'Kmăn', 'Buôn Krông', 'Triêk', 'Liêng'], ...highlands, before: { male: 'Y ', female: "H'" } },
}

export const hasOwnNames = (ethnicity: string): boolean => ethnicity in peoples
export const clanIsLast = (ethnicity: string): boolean => peoples[ethnicity]?.clan === 'last'

/** The clan, where this people has names of its own for it. */
export function ownClan(prng: Prng, ethnicity: string): string | undefined {
  const clans = peoples[ethnicity]?.clans ?? []
  return clans.length > 0 ? prng.pick(clans) : undefined
}

/** A whole name of this clan in its own form. */
export function ownName(prng: Prng, ethnicity: string, female: boolean, clan: string): string {
  const { clan: place, male, female: women, before } = peoples[ethnicity]!
  const word = female ? before.female : before.male
  const said = word !== '' && (word !== 'Thị' || prng.chance(0.5))
  const given = prng.pick(female && women.length > 0 ? women : male)
  if (place === 'last') return `${word}${given} ${clan}`
  return [clan, ...(said ? [word] : []), given].join(' ')
}
