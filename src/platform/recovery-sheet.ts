import { createHash } from 'node:crypto'
import type { KeyVersion, RingState } from './key-ring.ts'
import { keyUse } from './keys.ts'
import { openFileKeystore, type FileKeystore, type FileKeystoreOptions } from './keystore-file.ts'

/** Crockford's base 32: no I, L, O, U, so that a person can read it aloud and type it. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The text of the printed recovery sheet. Whoever holds it can make every key again, so it belongs in two safes.
 * Each master secret is 13 groups of four letters and a checksum; keys that were rotated are listed by version.
 * Keys of a hardware module (T) are not on the sheet: only where they lie, so that they are found again while the module is there.
 * Print it again after each rotation.
 */
export function recoverySheet(keystore: Pick<FileKeystore, 'exportState'>): string {
  const { masters, versions } = keystore.exportState()
  const special = versions.filter((version) => version.version > 1 || version.master !== 1 || version.retiredAt !== null).map(({ publicJwk: _known, ...version }) => version)
  return [
    'CONGDAN - TỜ KHÔI PHỤC KHOÁ / KEY RECOVERY SHEET',
    'Ai giữ tờ này làm lại được mọi khoá ký. Cất trong két, hai bản ở hai nơi.',
    '',
    ...masters.map((master, i) => `K${i + 1}: ${grouped(Buffer.from(master, 'base64url'))}`),
    ...special.map(({ use, version, master, createdAt, retiredAt, token }) => `V: ${use} ${version} ${token === undefined ? `K${master}` : `T${token}`} ${createdAt} ${retiredAt ?? '-'}`),
    `Kiểm: ${checksum(Buffer.from(JSON.stringify([masters, special])), 8)}`,
    '',
  ].join('\n')
}

/** Reads a typed sheet. Refuses a mistyped line by its number, and a sheet with a line missing. */
export function readRecoverySheet(text: string): RingState {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const masters = lines.flatMap((line) => {
    const found = /^K(\d+):(.*)$/.exec(line)
    return found ? [ungrouped(found[2]!, `K${found[1]}`).toString('base64url')] : []
  })
  const versions: KeyVersion[] = lines.flatMap((line) => {
    const found = /^V: (\S+) (\d+) (K\d+|T[0-9a-f]{8}) (\S+) (\S+)$/.exec(line)
    if (!found) return []
    const [, use, version, made, createdAt, retiredAt] = found as unknown as [string, string, string, string, string, string]
    keyUse(use)
    const inModule = made.startsWith('T')
    return [{ use, version: Number(version), master: inModule ? 0 : Number(made.slice(1)), createdAt, retiredAt: retiredAt === '-' ? null : retiredAt, ...(inModule ? { token: made.slice(1) } : {}) }]
  })
  const check = lines.find((line) => line.startsWith('Kiểm:'))?.slice(5).trim()
  const whole = checksum(Buffer.from(JSON.stringify([masters, versions])), 8)
  if (masters.length === 0 || check !== whole) throw new Error('Tờ khôi phục thiếu hoặc sai một dòng. So lại từng dòng với bản in.')
  return { masters, versions }
}

/** Makes a keystore from a recovery sheet in an empty folder. */
export function restoreFromSheet(text: string, options: Omit<FileKeystoreOptions, 'initial'>): FileKeystore {
  return openFileKeystore({ ...options, initial: readRecoverySheet(text) })
}

function grouped(secret: Buffer): string {
  return `${base32(secret).match(/.{1,4}/g)!.join(' ')} / ${checksum(secret, 4)}`
}

function ungrouped(text: string, line: string): Buffer {
  const [body = '', check = ''] = text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll(/[\s-]/g, '').split('/')
  const secret = unbase32(body)
  if (secret.length !== 32 || checksum(secret, 4) !== check) throw new Error(`Dòng ${line} của tờ khôi phục gõ chưa đúng.`)
  return secret
}

function checksum(bytes: Buffer, letters: number): string {
  return base32(createHash('sha256').update('congdan recovery').update(bytes).digest()).slice(0, letters)
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.match(/.{1,5}/g)!.map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function unbase32(text: string): Buffer {
  const places = text.split('').map((letter) => alphabet.indexOf(letter))
  if (places.includes(-1)) return Buffer.alloc(0)
  const bits = places.map((place) => place.toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
