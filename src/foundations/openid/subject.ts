import { defineKeyUse, keys } from '../../platform/index.ts'

/** Never rotated: a person must stay the same person to an organisation. */
const subjectKey = defineKeyUse('openid-subject', 'hmac-sha256', { rotates: false })

/** The name of a person for one organisation, and for no other: two of them cannot compare whom they know. */
export function subjectFor(organisationId: string, accountId: string): string {
  return Buffer.from(keys().hmac(subjectKey, `${organisationId}:${accountId}`)).toString('base64url')
}
