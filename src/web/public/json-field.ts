/** What a form field holds as JSON; undefined when it holds none. The shape is for the caller to judge. */
export function jsonOf(text: string): unknown {
  if (text.length > 100_000) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
