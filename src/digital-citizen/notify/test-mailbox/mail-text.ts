/** What a person sees of a mail: headers decoded, and its plain text. Enough for mails of one text part; of others the raw body. */
export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

/** Reads an Internet message (RFC 5322) with encoded words (RFC 2047) and base64 or quoted-printable text (RFC 2045). */
export function readMail(raw: Buffer): ReadMail {
  const source = raw.toString('latin1')
  const gap = /\r?\n\r?\n/.exec(source)
  const head = gap ? source.slice(0, gap.index) : source
  const body = gap ? source.slice(gap.index + gap[0].length) : ''
  const headers = new Map(head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())]]
  }))
  const bytes = decodeBody(body, (headers.get('content-transfer-encoding') ?? '').toLowerCase())
  return { headers, text: bytes.toString('utf8').replaceAll('\r\n', '\n').trimEnd() }
}

function decodeBody(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? quotedPrintable(body.replace(/=\r?\n/g, '')) : Buffer.from(body, 'latin1')
}

const quotedPrintable = (text: string): Buffer => Buffer.from(text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')

/** Neighbouring encoded words are joined before decoding: a letter may be cut between two of them. */
function decodeWords(value: string): string {
  const runs = value.replace(/(\?=)\s+(=\?)/g, '$1$2')
  return runs.replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) => Buffer.concat([...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind, text]) =>
    kind!.toLowerCase() === 'b' ? Buffer.from(text!, 'base64') : quotedPrintable(text!.replaceAll('_', ' ')))).toString('utf8'))
}
