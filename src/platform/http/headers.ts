/** Security headers that stand on every answer. */
export function baseHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': 'camera=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), geolocation=(), microphone=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/**
 * Content-Security-Policy of a page: everything from this site, nothing inline. Images may also be data: (drawn codes)
 * and blob: (the camera's preview). `formAction` adds origins a form may end at after a redirect.
 */
export function pagePolicy(secure: boolean, formAction: readonly string[] = []): string {
  const origins = formAction.filter((origin) => /^https?:\/\/[A-Za-z0-9.:[\]-]+$/.test(origin))
  return [
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "object-src 'none'", "base-uri 'none'",
    ["form-action 'self'", ...origins].join(' '), "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** For answers that are no page: nothing may run, and only our own pages may frame them (a PDF beside its checklist). */
export const dataPolicy = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

const shownInline = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'text/plain', 'text/plain; charset=utf-8'])

/** Only kinds that cannot run anything are shown in the browser; the rest is downloaded, whatever the handler asked. */
export function contentDisposition(type: string, filename: string | undefined, inline: boolean): string {
  const kind = inline && shownInline.has(type.toLowerCase()) ? 'inline' : 'attachment'
  if (filename === undefined) return kind
  const ascii = filename.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').replace(/[^A-Za-z0-9._ -]/g, '_')
  const utf8 = encodeURIComponent(filename).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`
}
