type Outcome = { readonly next: string } | { readonly reason: 'cancelled' | 'failed'; readonly says?: string }

interface Begun {
  readonly challengeId: string
  readonly options: Record<string, unknown> & { readonly challenge: string }
}

/** The offer of a page holds for five minutes on the server; the device needs a while of them. */
const offerMilliseconds = 180_000
const openedAt = Date.now()

export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function' && typeof navigator.credentials?.get === 'function'

/** Asks the server for a challenge, the device for an answer, and the server for its verdict. Fields of the surrounding form go along. */
export async function runCeremony(box: HTMLElement): Promise<Outcome> {
  try {
    const begun: Begun & { says?: string } = offerOf(box) ?? await post<Begun & { says?: string }>(box.dataset['begin'] ?? '', fieldsOf(box))
    if (!begun.options) return { reason: 'failed', ...(begun.says ? { says: begun.says } : {}) }
    const credential = box.dataset['passkey'] === 'add' ? await create(begun.options) : await get(begun.options)
    if (!credential) return { reason: 'cancelled' }
    const done = await post<{ next?: string; says?: string }>(box.dataset['finish'] ?? '', { ...fieldsOf(box), challengeId: begun.challengeId, response: JSON.stringify(credential) })
    return done.next ? { next: done.next } : { reason: 'failed', ...(done.says ? { says: done.says } : {}) }
  } catch (error) {
    return { reason: error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError') ? 'cancelled' : 'failed' }
  }
}

/** What the page brought along, once and while it is fresh: after that the server is asked. */
function offerOf(box: HTMLElement): Begun | undefined {
  const offer = box.dataset['offer']
  delete box.dataset['offer']
  return offer && Date.now() - openedAt < offerMilliseconds ? JSON.parse(offer) as Begun : undefined
}

function fieldsOf(box: HTMLElement): Record<string, string> {
  const fields: Record<string, string> = { _csrf: box.dataset['csrf'] ?? '', tiep: box.dataset['next'] ?? '' }
  const form = box.closest('form')
  if (form) new FormData(form).forEach((value, name) => { if (typeof value === 'string') fields[name] = value })
  else for (const input of box.querySelectorAll('input')) fields[input.name] = input.value
  return fields
}

async function post<T>(path: string, fields: Record<string, string>): Promise<T> {
  const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'application/json' }, redirect: 'error' })
  return await answer.json() as T
}

async function get(options: Begun['options']): Promise<unknown> {
  const allow = (options['allowCredentials'] ?? []) as { id: string }[]
  const publicKey = { ...options, challenge: bytesOf(options.challenge), allowCredentials: allow.map((each) => ({ ...each, id: bytesOf(each.id) })) } as unknown as PublicKeyCredentialRequestOptions
  return plainOf(await navigator.credentials.get({ publicKey }) as PublicKeyCredential | null)
}

async function create(options: Begun['options']): Promise<unknown> {
  const user = options['user'] as { id: string }
  const exclude = (options['excludeCredentials'] ?? []) as { id: string }[]
  const publicKey = { ...options, challenge: bytesOf(options.challenge), user: { ...user, id: bytesOf(user.id) }, excludeCredentials: exclude.map((each) => ({ ...each, id: bytesOf(each.id) })) } as unknown as PublicKeyCredentialCreationOptions
  return plainOf(await navigator.credentials.create({ publicKey }) as PublicKeyCredential | null)
}

/** As WebAuthn writes credentials in JSON; written out, because phones of 2020 have no toJSON. */
function plainOf(credential: PublicKeyCredential | null): unknown {
  if (!credential) return null
  const { response } = credential
  const parts: Record<string, unknown> = { clientDataJSON: textOf(response.clientDataJSON) }
  if (response instanceof AuthenticatorAssertionResponse) {
    parts['authenticatorData'] = textOf(response.authenticatorData)
    parts['signature'] = textOf(response.signature)
    if (response.userHandle) parts['userHandle'] = textOf(response.userHandle)
  } else {
    const made = response as AuthenticatorAttestationResponse
    parts['attestationObject'] = textOf(made.attestationObject)
    parts['transports'] = made.getTransports?.() ?? []
  }
  return { id: credential.id, rawId: textOf(credential.rawId), type: credential.type, response: parts, clientExtensionResults: credential.getClientExtensionResults(), authenticatorAttachment: credential.authenticatorAttachment ?? undefined }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

function textOf(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
