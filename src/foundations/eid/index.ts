import './permissions.ts'
import { defineKeyUse } from '../../platform/index.ts'

/** Keyed hashes of one-time codes, and the seal over signing evidence. */
defineKeyUse('one-time-code', 'hmac-sha256')
defineKeyUse('signing-evidence', 'hmac-sha256')

export { authLevelOf, maskPhone, type Account, type AccountState, type AuthLevel, type Factor } from './account.ts'
export { acrValues, assuranceOf, satisfiesAcr, type Assurance } from './assurance.ts'
export { accountOfActivationLink, activateByLink, issueActivationLink } from './activation-link.ts'
export { deliverCode, type SentCode } from './codes.ts'
export { confirmOldPassword, needsOldPassword } from './confirm-password.ts'
export { contactOf, reachableContact, type Contact } from './contact.ts'
export { isDemonstration, signInAsPersona } from './demo-sign-in.ts'
export type { SessionRow } from './eid.sql.ts'
export type { AccountEvents } from './events.ts'
export { closeAccount, lockAccount, ownAccount, ownContact, revokeAuthenticator, setPassword, unlockAccount } from './manage-account.ts'
export { openAccount, type OpenAccount } from './open-account.ts'
export { beginPasskeyRegistration, beginPasskeySignIn, beginPasskeySigning, registerPasskey, signInWithPasskey, type Site } from './passkeys.ts'
export { choosePost, ownSessions, revokeSession, findSession, liveSession, sessionOf, type EndedSession, type LiveSession } from './sessions.ts'
export { beginSignInWithCode, finishSignInWithCode } from './sign-in-with-code.ts'
export { sweepChallengesAndFailures } from './sweep.ts'
export { requestSigningCode, signWithCode, signWithPasskey, verifySigningEvidence, type SigningEvidence } from './sign-document.ts'
