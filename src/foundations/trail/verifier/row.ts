import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { sha256 } from '../../../kernel/hash.ts'

/**
 * What a leaf of the access-log tree covers. A row has two parts: what the person concerned may be shown, and what stays inside
 * (which officer, which other people). Each part is the canonical JSON (RFC 8785) of its columns that are not null, so that a column
 * added to the table later changes no old leaf. Each part has half of the salt, so that one can be opened without the other:
 *
 *   leaf = SHA-256(0x00 ‖ salt[0..16] ‖ SHA-256(0x02 ‖ salt[16..32] ‖ kept) ‖ shown)
 */
export type ColumnKind = 'plain' | 'text' | 'boolean' | 'instant' | 'plain-list' | 'text-list'

/** Columns of the shown part, in canonical order. `plain` values (ids, numbers as text) never need escaping in JSON. */
export const shownColumns = {
  actor_kind: 'text', actor_name: 'text', actor_organisation: 'plain', actor_role: 'text', at: 'instant', automatic: 'boolean', dossier_id: 'plain',
  fields: 'text-list', kind: 'text', log_id: 'plain', outcome: 'text', purpose_basis: 'text', purpose_code: 'text', purpose_text: 'text',
  refers_leaf: 'plain', refers_to: 'plain', register: 'text', written_in: 'plain',
} as const satisfies Record<string, ColumnKind>

export const keptColumns = {
  actor_appointment: 'plain', actor_person: 'plain', on_behalf_of: 'plain', query_hash: 'text', request_id: 'text', subjects: 'plain-list',
} as const satisfies Record<string, ColumnKind>

export const saltLength = 32

/** The canonical text of one part of a row read as an object; columns that are null are left out. */
export function partText(columns: Readonly<Record<string, ColumnKind>>, row: Readonly<Record<string, unknown>>): string {
  return canonicalJson(Object.fromEntries(Object.keys(columns).filter((name) => row[name] !== null && row[name] !== undefined).map((name) => [name, row[name]])))
}

let scratch: Buffer = Buffer.alloc(4096)

function room(size: number): Buffer {
  if (scratch.length < size) scratch = Buffer.alloc(size * 2)
  return scratch
}

/** The commitment to the kept part. Texts are given as their UTF-8 bytes read as latin1, which is how rows are streamed. */
export function keptDigest(salt: Uint8Array, kept: string): Buffer {
  const buffer = room(17 + kept.length)
  buffer[0] = 2
  buffer.set(salt.subarray(16, 32), 1)
  buffer.write(kept, 17, 'latin1')
  return sha256(buffer.subarray(0, 17 + kept.length))
}

/** The leaf of a row; see above. `shown` as UTF-8 bytes read as latin1. */
export function leafOf(saltOfShown: Uint8Array, digestOfKept: Uint8Array, shown: string): Buffer {
  const buffer = room(49 + shown.length)
  buffer[0] = 0
  buffer.set(saltOfShown.subarray(0, 16), 1)
  buffer.set(digestOfKept, 17)
  buffer.write(shown, 49, 'latin1')
  return sha256(buffer.subarray(0, 49 + shown.length))
}

/** Text as its UTF-8 bytes, one character a byte. */
export function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
