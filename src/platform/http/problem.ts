import { createHash } from 'node:crypto'
import { Refusal } from '../../kernel/refusal.ts'
import { plusSeconds, type Instant } from '../index.ts'
import { texts } from './refusals.ts'
import type { Problem } from './types.ts'

/** The one mapping from anything thrown to what people and programs are told. Faults tell nothing but a reference. */
export function problemOf(error: unknown, requestId: string, now: Instant): Problem {
  if (error instanceof Refusal) return refusalProblem(error)
  const { code, statusCode } = Object(error) as { code?: unknown; statusCode?: unknown }
  if (error instanceof Error && brokenBody.test(error.message)) return refusalProblem(new Refusal('http.unreadable', texts['http.unreadable']))
  const known = knownFaults.find(([codes]) => typeof code === 'string' && codes.test(code))?.[1] ?? (typeof statusCode === 'number' ? byStatus(statusCode) : undefined)
  if (known && known !== 'http.try-later') return refusalProblem(new Refusal(known, texts[known]))
  const name = known ?? 'http.fault'
  const { vi, en, next, status } = texts[name]
  return {
    kind: 'fault', status: status ?? 500, code: name, vi, en, next, errors: [], reference: referenceOf(requestId),
    ...(known ? { retryAt: plusSeconds(now, 60) } : {}),
  }
}

function refusalProblem(refusal: Refusal): Problem {
  const { retryAt } = Object(refusal.data) as { retryAt?: unknown }
  return {
    kind: 'refusal', status: refusal.status, code: refusal.code, vi: refusal.vi, en: refusal.en, next: refusal.next, field: refusal.field,
    errors: refusal.errors, data: refusal.data, ...(typeof retryAt === 'string' ? { retryAt } : {}),
  }
}

type Known = keyof typeof texts

/** Codes of Fastify and its plugins, of PostgreSQL and of the network that have a meaning for the caller. */
const knownFaults: readonly (readonly [RegExp, Known])[] = [
  [/^FST_ERR_CTP_BODY_TOO_LARGE$|^FST_(REQ|PARTS|FILES|FIELDS).*(LARGE|LIMIT)/, 'http.too-large'],
  [/^FST_ERR_CTP_(INVALID_MEDIA_TYPE|INVALID_TYPE)$|^FST_INVALID_MULTIPART/, 'http.media-type'],
  [/^FST_ERR_MAX_PARAM_LENGTH$/, 'http.not-found'],
  [/^FST_ERR_CTP|^FST_ERR_BAD_URL$|^FST_ERR_ASYNC_CONSTRAINT|^FST_(NO_FORM_DATA|PROTO_VIOLATION|INVALID_JSON)/, 'http.unreadable'],
  [/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|57P0[123]|53[0-9A-Z]{3}|08[0-9A-Z]{3}|40001|40P01|55P03|57014)$/, 'http.try-later'],
]

/** The multipart parser gives its errors no codes; a sender who hung up half way is no fault of ours. */
const brokenBody = /^(aborted$|Unexpected end of multipart data|Part terminated early|Multipart: Boundary not found|Malformed part header|premature close)/i

function byStatus(status: number): Known | undefined {
  return status === 400 ? 'http.unreadable' : status === 413 ? 'http.too-large' : status === 415 ? 'http.media-type' : status === 503 ? 'http.try-later' : undefined
}

/** RFC 9457. `data` stays inside: it is for pages. */
export function problemDocument(problem: Problem): Record<string, unknown> {
  return {
    type: `urn:congdan:problem:${problem.code}`,
    title: problem.vi,
    status: problem.status,
    code: problem.code,
    ...(problem.en === undefined ? {} : { titleEn: problem.en }),
    ...(problem.next === undefined ? {} : { detail: problem.next, next: problem.next }),
    ...(problem.field === undefined ? {} : { field: problem.field }),
    ...(problem.errors.length === 0 ? {} : { errors: problem.errors }),
    ...(problem.reference === undefined ? {} : { reference: problem.reference }),
    ...(problem.retryAt === undefined ? {} : { retryAt: problem.retryAt }),
  }
}

/** Eight letters a person can read out on the phone: 'K7QF-2M9D'. The same request always has the same ones. */
export function referenceOf(requestId: string): string {
  const bytes = createHash('sha256').update(`reference ${requestId}`).digest()
  const letters = [...bytes.subarray(0, 8)].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 32]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}
