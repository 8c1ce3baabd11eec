import type { Site } from '../../foundations/eid/index.ts'
import type { PageRequest } from '../../platform/http/index.ts'

/** The site a passkey belongs to: from the address people type, never from a header of the request alone. */
export function siteOf(req: Pick<PageRequest, 'publicUrl'>): Site {
  const { hostname, origin } = new URL(req.publicUrl)
  return { host: hostname, origin }
}
