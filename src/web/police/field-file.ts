import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** One case as it is taken along: what is known, and what may be answered. */
export interface FieldCase {
  readonly findingId: string
  readonly version: number
  readonly title: string
  /** Label and value, with the source in the value. */
  readonly facts: readonly (readonly [string, string])[]
  /** Whether a right value can be written down. */
  readonly byValue: boolean
}

export interface FieldFile {
  readonly lang: string
  readonly title: string
  readonly lines: readonly string[]
  readonly cases: readonly FieldCase[]
  readonly outcomes: readonly (readonly [string, string])[]
  readonly words: { readonly value: string; readonly note: string; readonly outcome: string; readonly none: string; readonly save: string; readonly count: string; readonly noScript: string }
}

const script = readFileSync(new URL('field-file/offline.js', import.meta.url), 'utf8')
const style = readFileSync(new URL('field-file/offline.css', import.meta.url), 'utf8')
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const text = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * One file that opens without a connection: the cases, and a form for each. It carries its own policy: only its own script and style by their hash, and no
 * address is ever contacted. What is written stays on the device until it is saved as a file of results.
 */
export function fieldFile(file: FieldFile): string {
  const { words } = file
  return `<!doctype html>
<html lang="${text(file.lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; form-action 'none'; base-uri 'none'">
<meta name="referrer" content="no-referrer"><title>${text(file.title)}</title><style>${style}</style></head>
<body><main><h1>${text(file.title)}</h1>
${file.lines.map((line) => `<p>${text(line)}</p>`).join('\n')}
<noscript><p><strong>${text(words.noScript)}</strong></p></noscript>
<ol>${file.cases.map((one) => caseOf(one, file)).join('\n')}</ol>
<p class="bar"><span id="count" role="status" data-words="${text(words.count)}"></span> <button type="button" id="save">${text(words.save)}</button></p>
</main><script>${script}</script></body></html>
`
}

function caseOf({ findingId, version, title, facts, byValue }: FieldCase, { outcomes, words }: FieldFile): string {
  const id = text(findingId)
  const options = outcomes.filter(([code]) => byValue || code !== 'correct')
  return `<li><form data-finding="${id}" data-version="${version}"><h2>${text(title)}</h2>
<dl>${facts.map(([label, value]) => `<div><dt>${text(label)}</dt><dd>${text(value)}</dd></div>`).join('')}</dl>
<label for="o-${id}">${text(words.outcome)}</label><select id="o-${id}" name="outcome"><option value="">${text(words.none)}</option>${options.map(([code, word]) => `<option value="${text(code)}">${text(word)}</option>`).join('')}</select>
${byValue ? `<label for="v-${id}">${text(words.value)}</label><input id="v-${id}" name="value" maxlength="500" autocomplete="off">` : ''}
<label for="n-${id}">${text(words.note)}</label><textarea id="n-${id}" name="note" rows="2" maxlength="1000"></textarea></form></li>`
}
