/** How Vietnamese names are damaged on their way through old systems. Each function returns the text unchanged when it has nothing to damage. */

/** Legacy code TCVN 5712 (ABC fonts) read as Latin-1. Capitals with a tone have no code of their own and take the small letter's. */
const tcvn3Letters =
  'à µ ả ¶ ã · á ¸ ạ ¹ ằ » ẳ ¼ ẵ ½ ắ ¾ ặ Æ ầ Ç ẩ È ẫ É ấ Ê ậ Ë è Ì ẻ Î ẽ Ï é Ð ẹ Ñ ề Ò ể Ó ễ Ô ế Õ ệ Ö ì × ỉ Ø ĩ Ü í Ý ị Þ ò ß ỏ á õ â ó ã ọ ä ồ å ổ æ ỗ ç ố è ộ é ' +
  'ờ ê ở ë ỡ ì ớ í ợ î ù ï ủ ñ ũ ò ú ó ụ ô ừ õ ử ö ữ ÷ ứ ø ự ù ỳ ú ỷ û ỹ ü ý ý ỵ þ ă ¨ â © ê ª ô « ơ ¬ ư \u00ad đ ® Ă ¡ Â ¢ Ê £ Ô ¤ Ơ ¥ Ư ¦ Đ §'
const tcvn3 = new Map<string, string>()
const letterPairs = tcvn3Letters.split(' ')
for (let at = 0; at < letterPairs.length; at += 2) tcvn3.set(letterPairs[at]!, letterPairs[at + 1]!)

/** "Nguyễn Thị Mai" → "NguyÔn ThÞ Mai". */
export function asTcvn3(text: string): string {
  return Array.from(text, (letter) => tcvn3.get(letter) ?? tcvn3.get(letter.toLowerCase()) ?? letter).join('')
}

/** The same letters, decomposed. */
export function asNfd(text: string): string {
  return text.normalize('NFD')
}

const olderPlaces: readonly (readonly [RegExp, string])[] = [
  ['òa', 'oà'], ['óa', 'oá'], ['ỏa', 'oả'], ['õa', 'oã'], ['ọa', 'oạ'], ['òe', 'oè'], ['óe', 'oé'], ['ỏe', 'oẻ'], ['õe', 'oẽ'], ['ọe', 'oẹ'],
  ['ùy', 'uỳ'], ['úy', 'uý'], ['ủy', 'uỷ'], ['ũy', 'uỹ'], ['ụy', 'uỵ'],
].map(([from, to]) => [new RegExp(`${from}(?!\\p{L})`, 'gu'), to!] as const)

/** "Hòa" → "Hoà", "Thủy" → "Thuỷ": the other place of the tone mark in open syllables. */
export function asOtherTonePlace(text: string): string {
  return olderPlaces.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}

/** "Đặng Thị Bé" → "Dang Thi Be". */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
}
