// What waits on the device, encrypted with a key that cannot be taken out of the browser. Without IndexedDB or WebCrypto (an old browser, plain http) there is no vault and the form works as without a script.
export interface Waiting {
  readonly command: string
  readonly fields: readonly (readonly [string, string])[]
  /** When the button was pressed, by the device's clock. */
  readonly deviceAt: string
  /** How many lines it has: the list on the page shows no names and numbers. */
  readonly guests: number
  readonly tries: number
  readonly cause?: string
}

interface Stored {
  readonly command: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

const ask = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

export interface Vault {
  put(item: Waiting): Promise<void>
  all(): Promise<Waiting[]>
  remove(command: string): Promise<void>
}

export async function openVault(owner: string): Promise<Vault | null> {
  if (!('indexedDB' in window) || crypto.subtle === undefined) return null
  const opening = indexedDB.open(`congdan-lodging-${owner}`, 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('keys')
    opening.result.createObjectStore('waiting', { keyPath: 'command' })
  }
  const db = await ask(opening)
  const store = (name: 'keys' | 'waiting', mode: IDBTransactionMode): IDBObjectStore => db.transaction(name, mode).objectStore(name)
  let key = (await ask(store('keys', 'readonly').get('key'))) as CryptoKey | undefined
  if (!key) {
    key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    await ask(store('keys', 'readwrite').put(key, 'key'))
  }
  const secret = key
  void navigator.storage?.persist?.()
  return {
    async put(item) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, secret, new TextEncoder().encode(JSON.stringify(item)))
      await ask(store('waiting', 'readwrite').put({ command: item.command, iv, sealed } satisfies Stored))
    },
    async all() {
      const found = (await ask(store('waiting', 'readonly').getAll())) as Stored[]
      const items = await Promise.all(found.map(async ({ iv, sealed }) => JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, secret, sealed))) as Waiting))
      return items.sort((a, b) => (a.deviceAt < b.deviceAt ? -1 : 1))
    },
    async remove(command) {
      await ask(store('waiting', 'readwrite').delete(command))
    },
  }
}
