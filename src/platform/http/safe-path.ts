/**
 * The path if it surely stays on this site, else `otherwise`. Refuses addresses with a host ('//x', '/\x', 'https:…'),
 * control characters and anything that does not begin with one slash: no open redirects.
 */
export function safePath(path: string | undefined | null, otherwise = '/'): string {
  if (!path || path.length > 2_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\')) return otherwise
  const resolved = new URL(path, 'http://site.invalid')
  if (resolved.host !== 'site.invalid' || resolved.pathname.startsWith('//')) return otherwise
  return resolved.pathname + resolved.search + resolved.hash
}
