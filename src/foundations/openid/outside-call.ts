import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Addresses that are nobody's public server (RFC 6890 and its registry): this machine, this network, tests, groups. */
const notPublic = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24], ['192.52.193.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) notPublic.ipv4.addSubnet(net, prefix, 'ipv4')
// In the new world only 2000::/3 is given out, and of it not the tunnels and examples.
for (const [net, prefix] of [['::', 3], ['4000::', 2], ['8000::', 1], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) notPublic.ipv6.addSubnet(net, prefix, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

export class NotPublicAddress extends Error {}

/** May this server connect to this address? `ownMachine` is for demonstrations, where the developer's software runs beside ours. */
export function mayReach(address: string, ownMachine: boolean): boolean {
  const kind = isIPv6(address) ? 'ipv6' : 'ipv4'
  if (ownMachine && loopback.check(address, kind)) return true
  return isIP(address) !== 0 && !notPublic[kind].check(address, kind)
}

export interface OutsideCall {
  readonly url: string
  /** A form, or a text of that type. */
  readonly body: URLSearchParams | { readonly type: string; readonly text: string }
  readonly ownMachine: boolean
  /** By what the called one knows us. */
  readonly authorization?: string
  /** For tests: who answers for a name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  /** For the whole call, however slowly an answer drips in. */
  readonly milliseconds?: number
}

/**
 * Posts a form or a text to an address that somebody registered. The name is resolved once, every address of it must be public, and the connection goes to exactly
 * the address that was checked; redirects are not followed. Refuses before any connection is made. Returns the status.
 */
export async function postOutside({ url, body, authorization, ownMachine, resolve = resolveName, milliseconds = 10_000 }: OutsideCall): Promise<number> {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host)
  if (addresses.length === 0 || !addresses.every((address) => mayReach(address, ownMachine))) throw new NotPublicAddress(`${target.host} is not a public server`)
  if (target.protocol !== 'https:' && !(ownMachine && target.protocol === 'http:')) throw new NotPublicAddress(`${target.host}: https only`)
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  const { type, text: payload } = body instanceof URLSearchParams ? { type: 'application/x-www-form-urlencoded', text: body.toString() } : body
  return new Promise((done, fail) => {
    const call = send({
      host: addresses[0]!, port: target.port || undefined, path: target.pathname + target.search, method: 'POST', servername: isIP(host) ? undefined : host, timeout: 5_000, agent: false, signal: AbortSignal.timeout(milliseconds),
      headers: { host: target.host, 'content-type': type, 'content-length': Buffer.byteLength(payload), ...(authorization === undefined ? {} : { authorization }) },
    }, (answer) => {
      answer.destroy()
      done(answer.statusCode ?? 0)
    })
    call.on('timeout', () => call.destroy(new Error('no answer within five seconds')))
    call.on('error', fail)
    call.end(payload)
  })
}

const resolveName = async (host: string): Promise<string[]> => (await lookup(host, { all: true })).map(({ address }) => address)
