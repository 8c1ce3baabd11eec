import type { Tx } from '../../platform/index.ts'
import { accountInUse, findUsableAccount, usableAccountOfPerson, type Account } from '../eid/index.ts'
import { covers, rightsFor, type ActingRight } from '../mandates/index.ts'
import { subjectFor } from './subject.ts'

/** Who is signed in: the holder of an account, for themselves or for one other person. */
export interface SignedInAs {
  readonly accountId: string
  /** The person acted for; null for oneself. */
  readonly actingFor: string | null
}

const between = '~'

/** The account id as the library carries it through session, code and token: with the person acted for, so that nothing issued for one serves for the other. */
export const idOf = ({ accountId, actingFor }: SignedInAs): string => (actingFor === null ? accountId : `${accountId}${between}${actingFor}`)

export function signedInAs(id: string): SignedInAs {
  const [accountId, actingFor] = id.split(between)
  return { accountId: accountId!, actingFor: actingFor ?? null }
}

export interface ActingHolder {
  readonly holder: Account
  readonly subjectId: string
  /** The e-ID of the person acted for; undefined where there is none. */
  readonly ofSubject: Account | undefined
  readonly right: ActingRight
}

/** Why not, as the person is told it. */
export type NoActing = 'openid.acting-nobody' | 'openid.acting-organisation' | 'openid.acting-not-covered'

/**
 * Whether this holder may sign in elsewhere for that person, now: both alive and neither locked, and a right that reaches beyond named procedures and dossiers.
 * Read in the request's own transaction at authorize, at every token and at every reading: a right that ended a moment ago is none.
 */
export async function actingHolder(tx: Tx, accountId: string, subjectId: string, today: string): Promise<ActingHolder | NoActing> {
  const holder = await findUsableAccount(tx, accountId, today)
  if (!holder) return 'openid.acting-nobody'
  const rights = await rightsFor(tx, holder.personId, subjectId, today)
  if (rights.some(({ subjectKind }) => subjectKind === 'organisation')) return 'openid.acting-organisation'
  const right = rights.find((each) => covers([each], {}))
  if (!right) return rights.length > 0 ? 'openid.acting-not-covered' : 'openid.acting-nobody'
  const ofSubject = await usableAccountOfPerson(tx, subjectId, today)
  return ofSubject === 'unusable' ? 'openid.acting-nobody' : { holder, subjectId, ofSubject, right }
}

/** The name of the person a sign-in is for, at one organisation: the one they have there themselves where they have an e-ID. */
export async function subjectOf(tx: Tx, organisationId: string, id: string): Promise<string> {
  const { accountId, actingFor } = signedInAs(id)
  if (actingFor === null) return subjectFor(organisationId, accountId)
  return subjectFor(organisationId, (await accountInUse(tx, actingFor)) ?? actingFor)
}

/** RFC 8693 §4.1: who acts, by the name this organisation knows that person by; nothing for who acts for themselves. */
export function actOf(organisationId: string, id: string): { act?: { sub: string } } {
  const { accountId, actingFor } = signedInAs(id)
  return actingFor === null ? {} : { act: { sub: subjectFor(organisationId, accountId) } }
}
