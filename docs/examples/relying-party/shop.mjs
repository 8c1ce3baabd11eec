// A shop that signs people in with Congdan: one file, Node 24, `npm install openid-client@6.8.9 jose@6.2.17`.
//
//   CLIENT_ID=thu-… node shop.mjs                  the sandbox of a demonstration on this machine
//   ISSUER=https://… CLIENT_ID=rp-… KEY=key.jwk    a client with a key (private_key_jwt)
//
// Registered for the client: redirect address HERE/cb, address after a sign-out HERE/, address told of sign-outs HERE/out.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as oidc from 'openid-client'

const { ISSUER = 'http://localhost:3000/thu', CLIENT_ID, KEY, PORT = '8765', SCOPE = 'openid name', PURPOSE } = process.env
const here = process.env.HERE ?? `http://127.0.0.1:${PORT}`
if (!CLIENT_ID) throw new Error('CLIENT_ID: the id of your client, from /nha-phat-trien')

const insecure = ISSUER.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : undefined
const config = await oidc.discovery(new URL(ISSUER), CLIENT_ID, undefined, await proof(), insecure)
const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri))

/** What this shop remembers of each browser: a request under way, then who is signed in. In memory, as long as it runs. */
const visits = new Map()

createServer((request, response) => {
  serve(request, response).catch((error) => page(response, 500, `<p role="alert">${escape(error.message)}</p><p><a href="/">Về trang đầu</a></p>`))
}).listen(Number(PORT), '127.0.0.1', () => console.log(`${here}/`))

async function serve(request, response) {
  const url = new URL(request.url, here)
  const visit = visitOf(request, response)
  const route = `${request.method} ${url.pathname}`
  if (route === 'GET /') return home(response, visit)
  if (route === 'POST /sign-in') return signIn(response, visit)
  if (route === 'GET /cb') return comeBack(url, response, visit)
  if (route === 'POST /sign-out') return signOut(response, visit)
  if (route === 'POST /out') return toldOfSignOut(request, response)
  return page(response, 404, '<p>Không có trang này.</p>')
}

function home(response, { person }) {
  if (!person) return page(response, 200, '<p>Chưa ai đăng nhập.</p><form method="post" action="/sign-in"><button>Đăng nhập bằng Congdan</button></form>')
  const told = Object.entries(person.facts).filter(([name]) => name !== 'sub').map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(typeof value === 'string' ? value : JSON.stringify(value))}</dd>`)
  return page(response, 200, `<p>Chào <strong>${escape(person.facts.name ?? 'khách')}</strong>.</p><dl>${told.join('')}</dl><form method="post" action="/sign-out"><button>Đăng xuất</button></form>`)
}

/** State, nonce and PKCE belong to this one browser and this one try. */
async function signIn(response, visit) {
  const asked = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  visit.asked = asked
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${here}/cb`, scope: SCOPE, state: asked.state, nonce: asked.nonce, code_challenge: await oidc.calculatePKCECodeChallenge(asked.verifier), code_challenge_method: 'S256',
    ...(PURPOSE ? { purpose: PURPOSE } : {}),
  })
  response.writeHead(303, { location: to.href }).end()
}

async function comeBack(url, response, visit) {
  const { asked } = visit
  delete visit.asked
  if (!asked) throw new Error('Chưa có yêu cầu đăng nhập nào. Bấm đăng nhập lại.')
  if (url.searchParams.get('error') === 'access_denied') return page(response, 200, '<p>Ông/bà đã không đồng ý. Cửa hàng chưa biết gì về ông/bà.</p><p><a href="/">Về trang đầu</a></p>')
  const tokens = await oidc.authorizationCodeGrant(config, url, { pkceCodeVerifier: asked.verifier, expectedState: asked.state, expectedNonce: asked.nonce, idTokenExpected: true })
  const claims = tokens.claims()
  // Facts are told by userinfo alone; what the person left out is absent.
  visit.person = { facts: await oidc.fetchUserInfo(config, tokens.access_token, claims.sub), sub: claims.sub, sid: claims.sid, idToken: tokens.id_token }
  response.writeHead(303, { location: '/' }).end()
}

function signOut(response, visit) {
  const { person } = visit
  delete visit.person
  const to = person ? oidc.buildEndSessionUrl(config, { id_token_hint: person.idToken, post_logout_redirect_uri: `${here}/` }).href : '/'
  response.writeHead(303, { location: to }).end()
}

/** Congdan tells that somebody is signed out: by themselves, or because their account was locked (OpenID Connect Back-Channel Logout). */
async function toldOfSignOut(request, response) {
  let body = ''
  for await (const part of request) body += part
  const { payload } = await jwtVerify(new URLSearchParams(body).get('logout_token') ?? '', keys, { issuer: config.serverMetadata().issuer, audience: CLIENT_ID, typ: 'logout+jwt', algorithms: ['ES256'] })
  for (const visit of visits.values()) if (visit.person && (payload.sid ? visit.person.sid === payload.sid : visit.person.sub === payload.sub)) delete visit.person
  response.writeHead(200, { 'cache-control': 'no-store' }).end()
}

function visitOf(request, response) {
  const id = /(?:^|; )shop=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const known = visits.get(id)
  if (known) return known
  const fresh = randomBytes(24).toString('base64url')
  const visit = {}
  visits.set(fresh, visit)
  response.setHeader('set-cookie', `shop=${fresh}; Path=/; HttpOnly; SameSite=Lax${here.startsWith('https:') ? '; Secure' : ''}`)
  return visit
}

async function proof() {
  if (!KEY) return oidc.None()
  const jwk = JSON.parse(readFileSync(KEY, 'utf8'))
  return oidc.PrivateKeyJwt({ key: await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']), kid: jwk.kid })
}

function page(response, status, body) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; form-action 'self' " + new URL(ISSUER).origin, 'cache-control': 'no-store' })
  response.end(`<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Cửa hàng Mẫu</title></head><body><main><h1>Cửa hàng Mẫu</h1>${body}</main></body></html>`)
}

function escape(text) {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
