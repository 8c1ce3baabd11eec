import type { JsonWebKey } from 'node:crypto'
import type { FieldError } from '../../kernel/refusal.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import type { ClientPurpose, ClientSettings } from './client.ts'
import type { Environment } from './request-scope.ts'
import { mutualTlsOffered } from './settings.ts'

const error = (field: string, vi: string, en: string): FieldError => ({ field, vi, en })

/** What is wrong with the settings of a client, each at its field and with what to do. */
export function settingsProblems(settings: ClientSettings, environment: Environment): FieldError[] {
  const { name, homeUrl, redirectUris, postLogoutUris, backchannelLogoutUri, eventsUri = null, cibaPingUri = null, cibaPush = false, agreementUntil = null, auth, keys, profile, elsewhere } = settings
  return [
    ...(name.trim().length < 3 || name.length > 80 ? [error('name', 'Viết tên ứng dụng như người dân sẽ thấy, từ 3 tới 80 chữ.', 'Write the name as people will see it, 3 to 80 characters.')] : []),
    ...(isAddress(homeUrl, environment) ? [] : [error('homeUrl', 'Viết địa chỉ trang chủ, bắt đầu bằng https://', 'Write the address of the home page, beginning with https://')]),
    ...(redirectUris.length === 0 ? [error('redirectUris', 'Viết ít nhất một địa chỉ quay về.', 'Write at least one redirect address.')] : []),
    ...[...redirectUris.filter((uri) => !isRedirect(uri, settings, environment))].map((uri) => error('redirectUris', `«${uri}»: cần https, không có dấu # và không có *. Máy của mình (127.0.0.1, localhost) chỉ dùng ở môi trường thử hoặc ứng dụng trên máy.`, `“${uri}”: https is needed, without # and without *. Your own machine only in the sandbox or for an app.`)),
    ...(auth !== 'none' && new Set(redirectUris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).host)).size > 1 ? [error('redirectUris', 'Mọi địa chỉ quay về phải cùng một tên máy chủ. Tên khác thì đăng ký ứng dụng khác.', 'All redirect addresses must be of one host. Register another client for another host.')] : []),
    ...postLogoutUris.filter((uri) => !isRedirect(uri, settings, environment)).map((uri) => error('postLogoutUris', `«${uri}»: cần https, không có dấu #.`, `“${uri}”: https is needed, without #.`)),
    ...(backchannelLogoutUri !== null && !isAddress(backchannelLogoutUri, environment) ? [error('backchannelLogoutUri', 'Địa chỉ báo đăng xuất cần https.', 'The address told of sign-outs needs https.')] : []),
    ...(eventsUri !== null && !isAddress(eventsUri, environment) ? [error('eventsUri', 'Địa chỉ nhận sự kiện cần https, không có dấu #.', 'The address for events needs https, without #.')] : []),
    ...(cibaPingUri !== null && !isAddress(cibaPingUri, environment) ? [error('cibaPingUri', 'Địa chỉ được báo khi có trả lời cần https, không có dấu #.', 'The address told of answers needs https, without #.')] : []),
    ...(elsewhere.includes('ciba') && auth === 'none' ? [error('auth', 'Gửi yêu cầu tới người dân (CIBA) cần máy chủ có khoá. Chọn khoá riêng (private_key_jwt).', 'Requests sent to people (CIBA) need a server with a key. Choose private_key_jwt.')] : []),
    ...(cibaPush ? pushProblems(settings) : []),
    ...(agreementUntil !== null && !isPlainDate(agreementUntil) ? [error('agreementUntil', 'Viết ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2027.', 'Write the date as day/month/year, such as 31/12/2027.')] : []),
    ...(auth === 'private_key_jwt' && keys.length === 0 ? [error('keys', 'Dán khoá công khai (JWKS). Khoá riêng giữ ở máy chủ của ông/bà.', 'Paste the public keys (JWKS). The private key stays on your server.')] : []),
    ...(auth === 'mtls' && !mutualTlsOffered() ? [error('auth', 'Máy chủ này chưa nhận chứng thư. Chọn khoá riêng (private_key_jwt).', 'This server takes no certificates. Choose private_key_jwt.')] : []),
    ...(auth === 'mtls' && !keys.some((key) => Array.isArray((key as { x5c?: unknown }).x5c)) ? [error('keys', 'Dán khoá công khai kèm chứng thư (x5c).', 'Paste the public key with its certificate (x5c).')] : []),
    ...keys.flatMap(keyProblem),
    ...(profile === 'fapi2' && auth === 'none' ? [error('auth', 'FAPI 2.0 cần máy chủ có khoá. Chọn khoá riêng (private_key_jwt).', 'FAPI 2.0 needs a server with a key. Choose private_key_jwt.')] : []),
  ]
}

/** Pushed tokens are bound to no key: FAPI-CIBA §5.2.2 leaves push out, and so does mutual TLS. */
function pushProblems({ elsewhere, cibaPingUri = null, profile, auth }: ClientSettings): FieldError[] {
  return [
    ...(elsewhere.includes('ciba') ? [] : [error('cibaPush', 'Chọn thêm «Gửi yêu cầu tới người dân (CIBA)», hoặc bỏ cách nhận kết quả này.', 'Also choose “Send a request to the person (CIBA)”, or leave this way of being told.')]),
    ...(cibaPingUri === null ? [error('cibaPingUri', 'Viết địa chỉ nơi máy chủ của ông/bà nhận kết quả.', 'Write the address where your server takes the outcome.')] : []),
    ...(profile === 'fapi2' || auth !== 'private_key_jwt' ? [error('cibaPush', 'FAPI 2.0 và chứng thư không đi cùng cách này, vì token gửi đi không gắn với khoá nào. Chọn được báo rồi tự lấy.', 'FAPI 2.0 and certificates do not go with this: a pushed token is bound to no key. Choose to be told and to fetch.')] : []),
  ]
}

/** Public parts of signing keys only: ES256 on P-256, EdDSA, or RSA of 2048 bits and more for PS256. */
function keyProblem(key: JsonWebKey): FieldError[] {
  if ('d' in key || 'p' in key || 'k' in key) return [error('keys', 'Đây là khoá riêng. Xóa nó đi, tạo khoá mới, và chỉ dán phần công khai.', 'This is a private key. Throw it away, make a new one, and paste only the public part.')]
  const fine = (key.kty === 'EC' && key.crv === 'P-256' && Boolean(key.x && key.y)) || (key.kty === 'OKP' && key.crv === 'Ed25519' && Boolean(key.x)) || (key.kty === 'RSA' && typeof key.n === 'string' && Buffer.from(key.n, 'base64url').length >= 256)
  return fine ? [] : [error('keys', 'Khoá cần loại EC P-256, Ed25519, hoặc RSA từ 2048 bit.', 'The key must be EC P-256, Ed25519, or RSA of 2048 bits or more.')]
}

export function purposeProblems(purpose: ClientPurpose): FieldError[] {
  const long = (text: string): boolean => text.trim().length >= 5 && text.length <= 120
  return [
    ...(/^[a-z][a-z0-9-]{2,39}$/.test(purpose.code) ? [] : [error('code', 'Mã gồm chữ thường không dấu, số và dấu gạch, ví dụ mo-tai-khoan.', 'The code is small letters, figures and hyphens, such as open-account.')]),
    ...(long(purpose.vi) ? [] : [error('vi', 'Viết mục đích bằng tiếng Việt, từ 5 tới 120 chữ.', 'Write the purpose in Vietnamese, 5 to 120 characters.')]),
    ...(long(purpose.en) ? [] : [error('en', 'Viết mục đích bằng tiếng Anh, từ 5 tới 120 chữ.', 'Write the purpose in English, 5 to 120 characters.')]),
    ...(long(purpose.ifRefused) ? [] : [error('ifRefused', 'Viết người dân làm cách nào khác nếu không đồng ý.', 'Write what people can do instead if they say no.')]),
    ...(Number.isInteger(purpose.days) && purpose.days >= 1 && purpose.days <= 365 ? [] : [error('days', 'Từ 1 tới 365 ngày.', 'From 1 to 365 days.')]),
    ...purpose.facts.filter(({ why }) => why.trim().length < 5 || why.length > 120).map(({ fact }) => error(`why-${fact}`, 'Viết vì sao cần điều này, từ 5 chữ.', 'Write why this is needed, 5 characters or more.')),
  ]
}

function isAddress(text: string, environment: Environment): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, hash } = new URL(text)
  return username === '' && hash === '' && (protocol === 'https:' || (environment === 'sandbox' && protocol === 'http:' && isOwnMachine(hostname)))
}

/** Exact addresses only. An app on a device may use its own machine (RFC 8252) also in truth. */
function isRedirect(text: string, { auth }: ClientSettings, environment: Environment): boolean {
  if (!URL.canParse(text) || text.includes('*') || text.includes('#') || text.length > 500) return false
  const { protocol, hostname, username } = new URL(text)
  if (username !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isOwnMachine(hostname) && (environment === 'sandbox' || auth === 'none'))
}

const isOwnMachine = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
