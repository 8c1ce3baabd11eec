// Checks a paper of Congdan without a line: what its QR code says, and whether a house whose keys you fetched has sealed it.
// No dependencies: Node 20 and newer, or a browser. `house` is the file of keys, fetched beforehand over https.

/** A file of keys older than this is told to be fetched again: a key may have been turned since. */
const freshDays = 30

/**
 * @param {string} scanned what the scanner read
 * @param {{ address: string, fetchedAt: string, keys: { kid: string, x: string, y: string, retiredOn: string | null, testCards: boolean }[] }} house
 * @returns {Promise<{ verdict: 'genuine' | 'test-card' | 'altered' | 'unknown-key' | 'no-seal' | 'not-a-paper', keysAreOld: boolean, paper?: { code: string, title: string, number: string | null, issuer: string, issuedOn: string } }>}
 */
export async function checkPaper(scanned, house, now = new Date()) {
  const keysAreOld = now.getTime() - Date.parse(house.fetchedAt) > freshDays * 86_400_000
  const say = (verdict, paper) => ({ verdict, keysAreOld, ...(paper ? { paper } : {}) })
  const read = /^(https?:\/\/\S+)\?ma=([0-9A-Z-]{12,14})(?:#1\.([\w-]{10})\.([\w-]{20,900})\.([\w-]{86}))?$/.exec(scanned.trim())
  if (!read || read[1] !== house.address) return say('not-a-paper')
  const [, , code, kid, claims, seal] = read
  if (claims === undefined) return say('no-seal')
  const key = house.keys.find((each) => each.kid.startsWith(kid))
  if (!key) return say('unknown-key')
  const paper = paperOf(claims)
  const subtle = globalThis.crypto.subtle
  const imported = await subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: key.x, y: key.y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  const sealed = await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, bytesOf(seal), new TextEncoder().encode(`congdan-paper-1.${claims}`))
  if (!sealed || !paper || paper.code !== code || (key.retiredOn !== null && paper.issuedOn > key.retiredOn)) return say('altered')
  return say(key.testCards ? 'test-card' : 'genuine', paper)
}

function paperOf(claims) {
  try {
    const [code, title, number, issuer, issuedOn] = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(claims)))
    return { code, title, number, issuer, issuedOn }
  } catch {
    return undefined
  }
}

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

// As a program: node check-paper.mjs keys.json, one scanned text a line (a scanner that types, a pipe), one answer a line.
if (typeof process !== 'undefined' && process.argv?.[1]?.endsWith('check-paper.mjs')) {
  const { readFileSync } = await import('node:fs')
  const { createInterface } = await import('node:readline')
  const house = JSON.parse(readFileSync(process.argv[2] ?? 'keys.json', 'utf8'))
  for await (const line of createInterface({ input: process.stdin })) if (line.trim() !== '') process.stdout.write(`${JSON.stringify(await checkPaper(line, house))}\n`)
}
