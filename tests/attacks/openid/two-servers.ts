import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { castHouse, type CastHouse } from '../../../src/app/testing/cast-house.ts'
import { signInAsPersona } from '../../../src/foundations/eid/index.ts'
import { rekeyAccounts } from '../../../src/foundations/eid/testing.ts'
import { setProviderSettings } from '../../../src/foundations/openid/index.ts'
import { ProtocolBrowser } from '../../../src/foundations/openid/testing.ts'
import { openFileKeystore } from '../../../src/platform/keystore-file.ts'
import { newSessionToken } from '../../../src/platform/http/index.ts'
import { keys, rootPath, setKeystore, sql, systemClock } from '../../../src/platform/index.ts'
import { testPurpose } from '../../../src/platform/testing.ts'

export interface TwoServers {
  readonly house: CastHouse
  /** The issuer: the first of the two. */
  readonly issuer: string
  /** Both, in turn. */
  url(i: number): string
  signedIn(personId: string): Promise<ProtocolBrowser>
  /** Sends a form with the cookies of a browser to one of the two, under the name of the issuer: as a proxy in front of them does. Only what was said comes back, and the cookies. */
  postThrough(i: number, browser: ProtocolBrowser, path: string, fields: Record<string, string>): Promise<{ text: string; cookies: ReadonlyMap<string, string> }>
  close(): Promise<void>
}

/** Two processes of the program over one database and one key file, as behind a load balancer; this process is the third, from which commands are run. */
export async function twoServers(): Promise<TwoServers> {
  const house = await castHouse()
  await house.t.owner.query(sql`insert into installation (mode) values ('demo') on conflict do nothing`)
  const folder = mkdtempSync(join(tmpdir(), 'congdan-two-'))
  const keyFile = { folder: join(folder, 'keys'), passphrase: 'một câu đủ dài' }
  const before = keys()
  setKeystore(openFileKeystore(keyFile))
  await rekeyAccounts(house.t.owner)
  const children = [1, 2].map(() => fork(new URL('./server.ts', import.meta.url), { execArgv: ['--import', rootPath('scripts/tsx-hook.mjs')], env: { ...process.env, NODE_TEST_CONTEXT: '' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }))
  const ports = await Promise.all(children.map(async (child) => {
    child.send({ address: house.t.db.address, keyFile })
    return (await said<{ port: number }>(child)).port
  }))
  const issuer = `http://localhost:${ports[0]}`
  setProviderSettings({ publicUrl: issuer, certificateHeader: null })
  await Promise.all(children.map(async (child) => {
    child.send(issuer)
    await said(child)
  }))
  return {
    house, issuer, url: (i) => `http://localhost:${ports[i % 2]}`,
    async signedIn(personId) {
      const { token, hash } = newSessionToken()
      await house.t.as({ kind: 'visitor' }, testPurpose, { now: systemClock() })((ctx) => signInAsPersona(ctx, { personId, appointmentId: null, device: 'Thử', tokenHash: hash }))
      const browser = new ProtocolBrowser(issuer)
      browser.cookies.set('congdan', token)
      return browser
    },
    postThrough: (i, browser, path, fields) => new Promise((done, fail) => {
      const { host } = new URL(issuer)
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const call = request({ host: '127.0.0.1', port: ports[i % 2], path, method: 'POST', headers: { host, origin: issuer, cookie, 'content-type': 'application/x-www-form-urlencoded' } }, (answer) => {
        const parts: Buffer[] = []
        const cookies = new Map([...browser.cookies, ...(answer.headers['set-cookie'] ?? []).map((line) => /^([^=]+)=([^;]*)/.exec(line)!.slice(1, 3) as [string, string])])
        answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done({ text: Buffer.concat(parts).toString(), cookies }))
      })
      call.on('error', fail).end(new URLSearchParams(fields).toString())
    }),
    async close() {
      for (const child of children) child.disconnect()
      setKeystore(before)
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const said = <T>(child: ChildProcess): Promise<T> => new Promise((done, fail) => {
  child.once('message', (message) => done(message as T))
  child.once('exit', (code) => fail(new Error(`a server ended with ${code}`)))
})
