import type { OfflineKeys } from '../../foundations/documents/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { dayInVietnam } from '../../platform/index.ts'
import type { Lang } from '../kit/index.ts'
import { offlineStrings } from './offline-strings.ts'

const verdicts = ['genuine', 'test-card', 'altered', 'unknown-key', 'no-seal', 'not-a-paper'] as const

/** One file for a counter whose line is gone: the checker, the keys and the words, to be saved and opened from the disk. It calls nobody. */
export function counterPage(checker: string, house: OfflineKeys, lang: Lang): string {
  const say = offlineStrings.in(lang)
  const words = Object.fromEntries([
    ...verdicts.flatMap((verdict) => [[`verdict-${verdict}`, say(`verdict-${verdict}`)], [`next-${verdict}`, say(`next-${verdict}`)]]),
    ...(['paper', 'number', 'issuer', 'day', 'code', 'page-old'] as const).map((key) => [key, say(key)]),
  ]) as Record<string, string>
  const list = (keys: readonly (`can-${1 | 2 | 3}` | `cannot-${1 | 2 | 3}`)[]): string => `<ul>${keys.map((key) => `<li>${escaped(say(key))}</li>`).join('')}</ul>`
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>${escaped(say('title'))}</title>
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}textarea{width:100%;box-sizing:border-box;font:inherit;min-height:7rem}button{font:inherit;padding:.6rem 1.2rem;min-height:48px}#answer{border:3px solid #444;padding:1rem;margin:1rem 0}#answer[data-good=yes]{border-color:#176b3a}#answer[data-good=no]{border-color:#a4262c}dt{font-weight:700}dd{margin:0 0 .5rem}</style></head>
<body><main><h1>${escaped(say('title'))}</h1><p>${escaped(say('page-keys', { day: formatDateVi(dayInVietnam(house.fetchedAt)) }))}: <code>${escaped(house.address)}</code></p>
<form id="form"><p><label for="text"><strong>${escaped(say('try-label'))}</strong></label><br><span>${escaped(say('try-hint'))}</span></p><textarea id="text" autofocus></textarea><p><button>${escaped(say('try-do'))}</button></p></form>
<div id="answer" role="status" hidden></div>
<h2>${escaped(say('can'))}</h2>${list(['can-1', 'can-2', 'can-3'])}<h2>${escaped(say('cannot'))}</h2>${list(['cannot-1', 'cannot-2', 'cannot-3'])}<p>${escaped(say('cannot-text'))}</p></main>
<script type="module">
${checker.replaceAll('</', '<\\/')}
const house = ${inScript(house)}
const words = ${inScript(words)}
const [form, text, answer] = ['form', 'text', 'answer'].map((id) => document.getElementById(id))
const line = (label, value) => { const [dt, dd] = ['dt', 'dd'].map((name) => document.createElement(name)); dt.textContent = label; dd.textContent = value; return [dt, dd] }
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const { verdict, paper, keysAreOld } = await checkPaper(text.value, house)
  const [heading, next, facts] = ['h2', 'p', 'dl'].map((name) => document.createElement(name))
  heading.textContent = words['verdict-' + verdict]
  next.textContent = words['next-' + verdict] + (keysAreOld ? ' ' + words['page-old'] : '')
  if (paper) facts.append(...[['paper', paper.title], ['number', paper.number ?? '–'], ['issuer', paper.issuer], ['day', paper.issuedOn.split('-').reverse().join('/')], ['code', paper.code]].flatMap(([key, value]) => line(words[key], value)))
  answer.replaceChildren(heading, next, facts)
  answer.dataset.good = verdict === 'genuine' || verdict === 'test-card' ? 'yes' : 'no'
  answer.hidden = false
  text.select()
})
text.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); form.requestSubmit() } })
</script></body></html>
`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
/** Data inside a script: nothing in it may end the script. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
