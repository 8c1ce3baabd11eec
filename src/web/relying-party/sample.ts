import type { Client } from '../../foundations/openid/index.ts'

/**
 * A program that signs somebody in, complete: what the console shows is what tests/openid-sample.test.ts runs.
 * One file, one package, no framework.
 */
export function sampleFor(client: Pick<Client, 'clientId' | 'settings'>, issuer: string): string {
  const redirect = client.settings.redirectUris[0] ?? 'http://127.0.0.1:8765/cb'
  const keyed = client.settings.auth === 'private_key_jwt'
  const purpose = client.settings.purposes[0]
  const scope = ['openid', ...(purpose?.facts.map(({ fact }) => fact) ?? [])].join(' ')
  return `import { createServer } from 'node:http'
${keyed ? "import { readFileSync } from 'node:fs'\nimport { createPrivateKey } from 'node:crypto'\n" : ''}import * as oidc from 'openid-client'

const redirectUri = '${redirect}'
${keyed ? "const jwk = JSON.parse(readFileSync('khoa.jwk', 'utf8'))\nconst key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])\nconst auth = oidc.PrivateKeyJwt({ key, kid: jwk.kid })" : 'const auth = oidc.None()'}
const config = await oidc.discovery(new URL('${issuer}'), '${client.clientId}', undefined, auth${issuer.startsWith('http:') ? ', { execute: [oidc.allowInsecureRequests] }' : ''})
const code_verifier = oidc.randomPKCECodeVerifier()
const state = oidc.randomState()
const parameters = {
  redirect_uri: redirectUri, scope: '${scope}', purpose: '${purpose?.code ?? ''}', state,
  code_challenge: await oidc.calculatePKCECodeChallenge(code_verifier), code_challenge_method: 'S256',
}
${client.settings.profile === 'fapi2' ? "const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'))\nconst start = await oidc.buildAuthorizationUrlWithPAR(config, parameters, { DPoP })" : 'const start = oidc.buildAuthorizationUrl(config, parameters)'}

createServer(async (request, response) => {
  const here = new URL(request.url, redirectUri)
  if (here.pathname !== new URL(redirectUri).pathname) return response.writeHead(404).end()
  const tokens = await oidc.authorizationCodeGrant(config, here, { pkceCodeVerifier: code_verifier, expectedState: state, idTokenExpected: true }${client.settings.profile === 'fapi2' ? ', undefined, { DPoP }' : ''})
  const person = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub${client.settings.profile === 'fapi2' ? ', { DPoP }' : ''})
  process.stdout.write(JSON.stringify(person) + '\\n')
  response.end('OK')
  setTimeout(() => process.exit(0), 100)
}).listen(Number(new URL(redirectUri).port || 80), new URL(redirectUri).hostname, () => process.stdout.write(start.href + '\\n'))
`.replace("import { createPrivateKey } from 'node:crypto'\n", '')
}
