import type { Client } from '../../foundations/openid/index.ts'

/** A program that receives events and checks who signed them, complete: what the console shows is what events.test.ts runs. */
export function receiverFor(client: Pick<Client, 'clientId' | 'settings'>, issuer: string): string {
  const address = new URL(client.settings.eventsUri ?? 'http://127.0.0.1:8766/su-kien')
  return `import { createServer } from 'node:http'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const keys = createRemoteJWKSet(new URL('${issuer}/oidc/jwks'))
const seen = new Set()

createServer(async (request, response) => {
  let token = ''
  for await (const part of request) token += part
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: '${issuer}', audience: '${client.clientId}', typ: 'secevent+jwt', algorithms: ['ES256'] })
    if (!seen.has(payload.jti)) process.stdout.write(JSON.stringify({ who: payload.sub_id, events: payload.events }) + '\\n')
    seen.add(payload.jti)
    response.writeHead(202).end()
  } catch {
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ err: 'invalid_request', description: 'not signed by Congdan for this client' }))
  }
}).listen(${Number(address.port || 8766)}, '${address.protocol === 'http:' ? address.hostname : '127.0.0.1'}')
`
}
