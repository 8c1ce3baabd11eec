/** One element of a part of a workbook: the text of its attributes, and what stands inside. */
export interface Element {
  readonly attributes: string
  readonly inner: string
}

interface Tag {
  /** With its prefix: programs write `<row>` or `<x:row>`. */
  readonly name: string
  readonly start: number
  /** After its '>'. */
  readonly end: number
  readonly closed: boolean
  readonly attributes: string
}

/** The next start tag of that name, or nothing, or 'more' when it does not end in this text. Goes forward only: no text, however it is made, is looked at twice. */
function nextTag(xml: string, name: string, from: number): Tag | 'more' | null {
  for (let at = xml.indexOf(name, from); at >= 0; at = xml.indexOf(name, at + name.length)) {
    const after = xml[at + name.length]
    if (after !== undefined && after !== '>' && after !== '/' && after !== ' ' && after !== '\n' && after !== '\r' && after !== '\t') continue
    // A prefix has a few letters: a longer look back would go over the same text again and again.
    const before = xml.slice(Math.max(from, at - 16), at)
    const open = at - before.length + before.lastIndexOf('<')
    if (!/<(?:\w+:)?$/.test(before)) continue
    const end = xml.indexOf('>', at)
    if (end < 0) return 'more'
    const closed = xml[end - 1] === '/'
    return { name: xml.slice(open + 1, at + name.length), start: open, end: end + 1, closed, attributes: xml.slice(at + name.length, closed ? end - 1 : end) }
  }
  return null
}

/** The text of the attributes of each start tag of that name. */
export function* tagsOf(xml: string, name: string): Generator<string> {
  for (let tag = nextTag(xml, name, 0); tag !== null && tag !== 'more'; tag = nextTag(xml, name, tag.end)) yield tag.attributes
}

/** The elements of that name, one after the other; one that never closes ends the row. */
export function* elementsOf(xml: string, name: string): Generator<Element> {
  for (let found = elementFrom(xml, name, 0); found !== null; found = elementFrom(xml, name, found.next)) yield found
}

/** The first whole element of that name from a place on, and where it ends; nothing when none is whole yet. */
export function elementFrom(xml: string, name: string, from: number): (Element & { readonly start: number; readonly next: number }) | null {
  const tag = nextTag(xml, name, from)
  if (tag === null || tag === 'more') return null
  if (tag.closed) return { attributes: tag.attributes, inner: '', start: tag.start, next: tag.end }
  const close = xml.indexOf(`</${tag.name}>`, tag.end)
  return close < 0 ? null : { attributes: tag.attributes, inner: xml.slice(tag.end, close), start: tag.start, next: close + tag.name.length + 3 }
}

export function attribute(text: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}="([^"]*)"`).exec(text.slice(0, 4_000))
  return found?.[1] ?? ''
}
