import { comparisonNames, comparisons, priorWeight, silent, surnameGivenLevel, weightsOf, wholeNameLevels, type Comparison, type LinkModel } from '../model.ts'

/** What a pair was found to agree in: the level of each comparison, and how many bear the name. */
export interface PairEvidence {
  readonly levels: Readonly<Record<Comparison, number>>
  /** Bits that the frequency of the name in the whole register adds or takes away; 0 where the level of the name does not ask for it. */
  readonly rarity: number
}

export interface EvidenceLine {
  readonly of: Comparison | 'rarity'
  readonly level: string
  /** In bits; negative speaks against the two being one person. */
  readonly weight: number
  readonly side: 'against' | 'for' | 'silent'
  readonly strength: 'none' | 'weak' | 'fair' | 'strong' | 'very-strong'
  /** Length of the bar, 0–1 of the longest line. */
  readonly bar: number
  readonly vi: string
  readonly en: string
}

export interface Explanation {
  /** Where one begins before anything is compared: nearly all pairs are two people. */
  readonly start: number
  /** Counter-evidence first, the heaviest first; then what speaks for it; then what is not said. */
  readonly lines: readonly EvidenceLine[]
  /** Start and all lines together. */
  readonly weight: number
  readonly probability: number
}

type Words = Readonly<Record<string, readonly [vi: string, en: string]>>

/** What each level of each comparison says, in sentences. */
export const levelWords: Readonly<Record<Comparison, Words>> = {
  name: {
    'equal': ['Họ tên giống hệt, cả dấu', 'The same name, marks included'],
    'unmarked': ['Họ tên giống nhau, một bên không ghi dấu', 'The same name, one side written without marks'],
    'tones-differ': ['Họ tên giống chữ nhưng khác dấu', 'The same letters, other marks'],
    'order': ['Cùng các chữ trong tên nhưng khác thứ tự', 'The same words in another order'],
    'one-edit': ['Họ tên lệch một chữ cái', 'The name is one letter off'],
    'surname-given': ['Cùng họ và tên, khác chữ đệm', 'The same family and given name, another middle name'],
    'given': ['Chỉ trùng tên gọi, khác họ', 'Only the given name agrees'],
    'else': ['Họ tên khác nhau', 'Different names'],
    'silent': ['Một bên không ghi họ tên', 'One side has no name'],
  },
  number: {
    'equal': ['Số định danh trùng đủ 12 chữ số', 'All twelve digits agree'],
    'old-number': ['Số chứng minh 9 số trùng nhau', 'The nine-digit number agrees'],
    'one-digit': ['Số định danh lệch một chữ số, hoặc hai chữ số đổi chỗ', 'The number is one digit off, or two digits are swapped'],
    'differs': ['Số giấy tờ khác nhau', 'Different numbers'],
    'silent': ['Không có số giấy tờ để so', 'No number to compare'],
  },
  birth: {
    'equal': ['Trùng cả ngày, tháng, năm sinh', 'The same day, month and year of birth'],
    'swapped': ['Ngày sinh và tháng sinh đổi chỗ cho nhau', 'Day and month are swapped'],
    'year-only': ['Cùng năm sinh, một bên chỉ biết năm', 'The same year; one side knows only the year'],
    'near': ['Ngày sinh chỉ lệch một phần', 'One part of the birth date is off'],
    'year': ['Cùng năm sinh, khác ngày và tháng', 'The same year, another day and month'],
    'else': ['Ngày sinh khác nhau', 'Different birth dates'],
    'silent': ['Một bên không ghi ngày sinh', 'One side has no birth date'],
  },
  gender: {
    'equal': ['Cùng giới tính', 'The same gender'],
    'differs': ['Khác giới tính', 'Different genders'],
    'silent': ['Một bên không ghi giới tính', 'One side has no gender'],
  },
  address: {
    'hamlet': ['Cùng xã, cùng ấp', 'The same commune and hamlet'],
    'one-of': ['Địa chỉ cũ ứng với vài xã, trong đó có xã này', 'The old address means one of several communes, this one among them'],
    'commune': ['Cùng xã, khác ấp hoặc không rõ ấp', 'The same commune, another hamlet or none said'],
    'else': ['Khác xã', 'Different communes'],
    'silent': ['Không đủ địa chỉ để so', 'No address to compare'],
  },
}

/**
 * The waterfall of a pair in sentences: why the model thinks that a line and a person, or two records, are one person. Pure: from the levels of the
 * comparisons, the model and the frequency of the name. The weights add up to the weight of the kernel for the same pair.
 */
export function explainPair(model: LinkModel, evidence: PairEvidence): Explanation {
  const weights = weightsOf(model)
  const raw = comparisonNames.map((of) => {
    const level = evidence.levels[of]
    const name = level === silent ? 'silent' : comparisons[of][level]!
    const [vi, en] = levelWords[of][name]!
    return { of: of as EvidenceLine['of'], level: name, weight: level === silent ? 0 : weights[of][level]!, vi, en }
  })
  const rarity = rarityLine(model, evidence)
  const all = rarity ? [...raw, rarity] : raw
  const longest = Math.max(1e-9, ...all.map((line) => Math.abs(line.weight)))
  const lines = all.map((line): EvidenceLine => ({ ...line, side: line.weight === 0 ? 'silent' : line.weight < 0 ? 'against' : 'for', strength: strengthOf(line.weight), bar: Math.abs(line.weight) / longest }))
  const order = { against: 0, for: 1, silent: 2 }
  const start = priorWeight(model)
  const weight = all.reduce((sum, line) => sum + line.weight, start)
  return { start, lines: lines.sort((a, b) => order[a.side] - order[b.side] || Math.abs(b.weight) - Math.abs(a.weight)), weight, probability: probabilityOf(weight) }
}

/** A rare name that agrees says more than its level, a common one less. As the kernel counts it. */
function rarityLine(model: LinkModel, { levels, rarity }: PairEvidence): Omit<EvidenceLine, 'side' | 'strength' | 'bar'> | null {
  const { u } = model.levels.name
  const whole = wholeNameLevels.includes(levels.name)
  if (rarity === 0 || (!whole && levels.name !== surnameGivenLevel)) return null
  // Two people bear the same name with this chance; the weight says how much rarer this very name is.
  const usual = whole ? wholeNameLevels.reduce((sum, level) => sum + u[level]!, 0) : u[surnameGivenLevel]!
  const n = spoken(2 ** rarity / usual)
  const [vi, en] = whole ? ['Họ tên này', 'This name is borne by'] : ['Họ và tên này', 'This family and given name are borne by']
  return rarity > 0
    ? { of: 'rarity', level: 'rare', weight: rarity, vi: `${vi} hiếm: khoảng 1 trong ${n} người`, en: `${en} about 1 in ${n} people: rare` }
    : { of: 'rarity', level: 'common', weight: rarity, vi: `${vi} nhiều người mang: khoảng 1 trong ${n} người`, en: `${en} about 1 in ${n} people: common` }
}

/** Two digits are enough: 3.967 is said as 4.000. */
function spoken(n: number): string {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1)
  return String(Math.round(n / power) * power).replace(/\B(?=(\d{3})+$)/g, '.')
}

/** How much a line says, in words: a bit doubles the odds, ten make them a thousandfold. */
function strengthOf(weight: number): EvidenceLine['strength'] {
  const size = Math.abs(weight)
  return size === 0 ? 'none' : size < 2 ? 'weak' : size < 5 ? 'fair' : size < 10 ? 'strong' : 'very-strong'
}

/** The chance, 0–1, that goes with a weight in bits. */
export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight)

/** '+21,5', '−6,4' */
export const weightText = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1).replace('.', ',')}`

/** '97 %', 'trên 99,9 %': never a certainty. */
export function probabilityText(probability: number, lang: 'vi' | 'en' = 'vi'): string {
  if (probability > 0.999) return lang === 'vi' ? 'trên 99,9 %' : 'more than 99.9 %'
  if (probability < 0.001) return lang === 'vi' ? 'dưới 0,1 %' : 'less than 0.1 %'
  const percent = probability * 100
  const text = percent > 99 || percent < 1 ? percent.toFixed(1) : String(Math.round(percent))
  return `${lang === 'vi' ? text.replace('.', ',') : text} %`
}
