import { plainKey } from '../../kernel/vietnamese-text.ts'

/** Which plain syllables (no marks, ASCII) Vietnamese has: an onset and a rime. Used to tell a typed word from raw keystrokes. */
const onsets = new Set(['', 'b', 'c', 'ch', 'd', 'g', 'gh', 'gi', 'h', 'k', 'kh', 'l', 'm', 'n', 'ng', 'ngh', 'nh', 'p', 'ph', 'qu', 'r', 's', 't', 'th', 'tr', 'v', 'x'])
const rimes = new Set((
  'a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong op ot ' +
  'u ua uan uang uanh uat uau uay uc ue uech uen uenh uet ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uyn uynh uyp uyt uyu y ych yem yen yet yeu yn ynh yp yt ech').split(' '))

/** Whether a plain word is a syllable of Vietnamese as it is spelled. */
export function isPlainSyllable(word: string): boolean {
  for (const length of [3, 2, 1, 0]) {
    if (length > word.length || !onsets.has(word.slice(0, length))) continue
    if (rimes.has(word.slice(length))) return true
  }
  // 'gì', 'gìn', 'giêng': the i is both of the onset and of the rime.
  return word.startsWith('g') && rimes.has(word.slice(1))
}

/** Whether a word with its marks can be a syllable: one that ends in c, ch, p or t bears no other tone than sắc or nặng. */
export function isSyllable(word: string): boolean {
  const plain = plainKey(word)
  return isPlainSyllable(plain) && !(/(?:c|p|t|ch)$/.test(plain) && /[\u0300\u0309\u0303]/.test(word.normalize('NFD')))
}
