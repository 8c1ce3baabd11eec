import assert from 'node:assert/strict'
import type { Answer } from './browser.ts'

/** A page in which nothing can run but the program's own files, and which nobody else may frame or keep. */
export function assertInert(answer: Answer, where: string): void {
  const { headers, text } = answer
  const policy = headers.get('content-security-policy') ?? ''
  if (!(headers.get('content-type') ?? '').startsWith('text/html')) return
  if ((headers.get('content-disposition') ?? '').startsWith('attachment')) {
    // A file to keep: it never runs on this site, and nothing runs where a browser shows it all the same.
    assert.match(policy, /^default-src 'none'/, where)
    return assert.doesNotMatch(policy, /script-src/, where)
  }
  for (const part of ["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) assert.ok(policy.includes(part), `${where}: policy lacks ${part}: ${policy}`)
  assert.doesNotMatch(policy, /unsafe|\*|http:|script-src[^;]*data:/, where)
  assert.equal(headers.get('x-content-type-options'), 'nosniff', where)
  assert.equal(headers.get('referrer-policy'), 'same-origin', where)
  assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', where)
  for (const [tag] of text.matchAll(/<[a-zA-Z][^>]*>/g)) {
    assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\s(on[a-z]+|style|srcdoc)\s*=/i, `${where}: ${tag.slice(0, 120)}`)
    assert.doesNotMatch(tag, /(?:href|src|action|formaction)="\s*(?:javascript|vbscript|data:text)/i, `${where}: ${tag.slice(0, 120)}`)
  }
  for (const [tag] of text.matchAll(/<script[^>]*>/g)) assert.match(tag, /^<script type="module" src="\/static\/[0-9a-f]+\/[\w-]+\.js">$|^<script type="application\/json" id="[\w-]+">$/, `${where}: ${tag}`)
  assert.doesNotMatch(text, /<style|<base|<object|<embed|<meta http-equiv/i, where)
}

/** Paths of this site that a page links to. */
export const linksOf = (html: string): string[] => [...html.matchAll(/\shref="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')).filter((href) => !href.startsWith('/static/'))
