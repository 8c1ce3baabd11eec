import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, sign, verify, type KeyPairKeyObjectResult } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { jwtVerify, importJWK } from 'jose'
import { isHeldThere, type HardwareKeys } from './hardware-keys.ts'
import { memoryKeystore } from './key-ring.ts'
import { openFileKeystore, openKeystore } from './keystore-file.ts'
import { readRecoverySheet, recoverySheet, restoreFromSheet } from './recovery-sheet.ts'

const text = (value: string) => Buffer.from(value)
const clock = () => '2026-11-22T01:00:00.000Z'

describe('keys', () => {
  const home = mkdtempSync(join(tmpdir(), 'congdan-keys-'))
  after(() => rmSync(home, { recursive: true, force: true }))
  let folders = 0
  const options = () => ({ folder: join(home, String(++folders)), passphrase: 'một câu đủ dài', clock })

  for (const use of ['trail-checkpoint', 'document-seal', 'document-seal/agency-7']) {
    it(`verifies what ${use} signed before and after rotation, and nothing else`, async () => {
      const keys = memoryKeystore(clock)
      const before = await keys.sign(use, text('bản án'))
      const kid = await keys.rotate(use)
      const later = await keys.sign(use, text('bản án'))
      assert.equal(later.kid, kid)
      assert.notEqual(before.kid, later.kid)
      for (const signature of [before, later]) {
        assert.equal(await keys.verify(use, text('bản án'), signature.bytes), true)
        assert.equal(await keys.verify(use, text('bản án'), signature.bytes, signature.kid), true)
        assert.equal(await keys.verify(use, text('bản Án'), signature.bytes), false)
      }
      assert.equal(await keys.verify(use, text('bản án'), before.bytes, later.kid), false)
      assert.deepEqual((await keys.publicKeys(use)).map((key) => [key.version, key.retiredAt]), [[2, null], [1, clock()]])
    })
  }

  it('gives every agency a seal of its own', async () => {
    const keys = memoryKeystore(clock)
    const seal = await keys.sign('document-seal/a', text('x'))
    assert.equal(await keys.verify('document-seal/b', text('x'), seal.bytes), false)
    assert.equal(await keys.verify('document-seal', text('x'), seal.bytes), false)
  })

  it('signs what a standard library verifies with the published key alone', async () => {
    const keys = memoryKeystore(clock)
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const [key] = await keys.publicKeys('identity-token')
    const input = `${part({ alg: 'ES256', kid: key!.kid })}.${part({ sub: 'a' })}`
    const signature = await keys.sign('identity-token', text(input))
    assert.equal(signature.kid, key!.kid)
    const { payload } = await jwtVerify(`${input}.${Buffer.from(signature.bytes).toString('base64url')}`, await importJWK(key!.jwk as never, 'ES256'))
    assert.equal(payload.sub, 'a')
    const head = await keys.sign('trail-checkpoint', text('head'))
    assert.equal(verify(null, text('head'), createPublicKey((await keys.publicKeys('trail-checkpoint'))[0]!.pem), head.bytes), true)
  })

  it('decrypts after rotation, and refuses a value that was changed or moved to another row', async () => {
    const keys = memoryKeystore(clock)
    const sealed = keys.encrypt('field-encryption', text('0123'), 'person.phone row 1')
    await keys.rotate('field-encryption')
    assert.equal(Buffer.from(keys.decrypt('field-encryption', sealed, 'person.phone row 1')).toString(), '0123')
    assert.throws(() => keys.decrypt('field-encryption', sealed, 'person.phone row 2'))
    assert.throws(() => keys.decrypt('file-encryption', sealed, 'person.phone row 1'))
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i]! ^= 1
      assert.throws(() => keys.decrypt('field-encryption', changed, 'person.phone row 1'), `byte ${i}`)
    }
  })

  it('accepts form tokens of the key before, and never rotates the hash of personal numbers', async () => {
    const keys = memoryKeystore(clock)
    const mac = keys.hmac('session-csrf', 'phiên')
    await keys.rotate('session-csrf')
    assert.equal(keys.hmacMatches('session-csrf', 'phiên', mac), true)
    assert.notDeepEqual(keys.hmac('session-csrf', 'phiên'), mac)
    assert.equal(keys.hmacMatches('session-csrf', 'phiên khác', mac), false)
    await assert.rejects(keys.rotate('hash-personal-number'), /never changes/)
    assert.throws(() => keys.hmac('no-such-use', 'x'), /not defined/)
    assert.throws(() => keys.hmac('document-seal', 'x'), /es256/)
  })

  it('keeps secrets in a file only its owner reads, encrypted, and opens it again', async () => {
    const given = options()
    const keys = openFileKeystore(given)
    const { bytes, kid } = await keys.sign('document-seal', text('x'))
    const path = join(given.folder, 'keystore.json')
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.ok(!readFileSync(path, 'utf8').includes(keys.exportState().masters[0]!))
    assert.equal(await openFileKeystore(given).verify('document-seal', text('x'), bytes, kid), true)
    const list = JSON.parse(readFileSync(join(given.folder, 'public-keys.json'), 'utf8')) as { kid: string; jwk: object }[]
    assert.equal(list[0]!.kid, kid)
    assert.ok(!('d' in list[0]!.jwk))
  })

  it('tells a wrong passphrase from a file that was changed', () => {
    const given = options()
    openFileKeystore(given)
    assert.throws(() => openFileKeystore({ ...given, passphrase: 'một câu khác hẳn' }), /Mật khẩu/)
    const path = join(given.folder, 'keystore.json')
    const file = JSON.parse(readFileSync(path, 'utf8')) as { sealed: string }
    const changed = file.sealed.startsWith('A') ? `B${file.sealed.slice(1)}` : `A${file.sealed.slice(1)}`
    writeFileSync(path, JSON.stringify({ ...file, sealed: changed }))
    assert.throws(() => openFileKeystore(given), /đã bị sửa/)
    writeFileSync(path, '{"format":')
    assert.throws(() => openFileKeystore(given), /đã bị sửa/)
  })

  it('shows a rotation by one process to another', async () => {
    const given = options()
    const [server, worker] = [openFileKeystore(given), openFileKeystore(given)]
    const first = await server.sign('document-seal', text('x'))
    const second = await worker.sign('document-seal', text('x'))
    assert.equal(first.kid, second.kid, 'both made the same first key')
    await worker.rotate('document-seal')
    await server.rotate('document-seal')
    assert.deepEqual((await server.publicKeys('document-seal')).map((key) => key.version), [3, 2, 1])
  })

  it('keeps old signatures good after a leak forced new master secrets', async () => {
    const keys = openFileKeystore(options())
    const old = await keys.sign('trail-checkpoint', text('x'))
    const hash = keys.hmac('hash-personal-number', '001')
    await keys.renewMaster()
    const fresh = await keys.sign('trail-checkpoint', text('x'))
    assert.notEqual(old.kid, fresh.kid)
    assert.equal(await keys.verify('trail-checkpoint', text('x'), old.bytes, old.kid), true)
    assert.deepEqual(keys.hmac('hash-personal-number', '001'), hash)
  })

  it('makes every key again from the printed sheet, as a person would type it', async () => {
    const keys = openFileKeystore(options())
    const sealed = keys.encrypt('field-encryption', text('bí mật'))
    await keys.rotate('document-seal')
    await keys.renewMaster()
    const signature = await keys.sign('document-seal', text('x'))
    const sheet = recoverySheet(keys)
    const typed = sheet.replaceAll(/^K\d.*$/gm, (line) => line.toLowerCase().replace(/^k/, 'K').replaceAll('1', 'l').replace(/^Kl/, 'K1'))
    const restored = restoreFromSheet(typed, options())
    assert.equal(Buffer.from(restored.decrypt('field-encryption', sealed)).toString(), 'bí mật')
    assert.equal((await restored.sign('document-seal', text('y'))).kid, signature.kid)
    assert.equal(await restored.verify('document-seal', text('x'), signature.bytes), true)
  })

  it('refuses a sheet with a mistyped letter or a missing line, and will not overwrite keys', async () => {
    const keys = openFileKeystore(options())
    await keys.rotate('document-seal')
    const sheet = recoverySheet(keys)
    const letter = sheet.indexOf('K1: ') + 4
    const wrong = sheet.slice(0, letter) + (sheet[letter] === '7' ? '8' : '7') + sheet.slice(letter + 1)
    assert.throws(() => restoreFromSheet(wrong, options()), /Dòng K1/)
    assert.throws(() => restoreFromSheet(sheet.replace(/^V: .*\n/m, ''), options()), /thiếu hoặc sai/)
    const used = options()
    openFileKeystore(used)
    assert.throws(() => restoreFromSheet(sheet, used), /there are keys already/)
  })

  it('asks production for a passphrase and makes one for a demo', () => {
    const data = join(home, 'data')
    assert.throws(() => openKeystore({ DATA_DIR: data }, 'production'), /KEYS_PASSPHRASE/)
    const first = openKeystore({ DATA_DIR: data }, 'demo')
    assert.deepEqual(openKeystore({ DATA_DIR: data }, 'demo').exportState(), first.exportState())
    assert.equal(statSync(join(data, 'keys', 'demo-passphrase')).mode & 0o777, 0o600)
  })

  /** What a hardware module does, without one; the real thing is tried by `npm run pkcs11`. */
  const someModule = () => {
    const pairs = new Map<string, KeyPairKeyObjectResult>()
    const module: HardwareKeys = {
      holds: isHeldThere,
      generate(label) {
        assert.ok(!pairs.has(label), 'no label is used twice')
        pairs.set(label, generateKeyPairSync('ec', { namedCurve: 'P-256' }))
        return this.publicKey(label)
      },
      publicKey: (label) => pairs.get(label)!.publicKey.export({ format: 'jwk' }),
      sign: async (label, bytes) => sign('sha256', bytes, { key: pairs.get(label)!.privateKey, dsaEncoding: 'ieee-p1363' }),
    }
    return { module, pairs }
  }

  it('with a hardware module, keys of tokens and seals are made there and nowhere else; the heads of the log keep theirs', async () => {
    const { module, pairs } = someModule()
    const given = options()
    const keys = openFileKeystore({ ...given, hardware: module })
    for (const use of ['identity-token', 'document-seal', 'document-seal/agency-7']) {
      const { bytes, kid } = await keys.sign(use, text('x'))
      assert.ok(await keys.verify(use, text('x'), bytes, kid))
      assert.equal((await keys.publicKeys(use))[0]!.kid, kid)
    }
    assert.ok(await keys.verify('trail-checkpoint', text('x'), (await keys.sign('trail-checkpoint', text('x'))).bytes))
    assert.equal(pairs.size, 3)
    const other = openFileKeystore({ ...given, hardware: module })
    assert.equal((await other.sign('identity-token', text('x'))).kid, (await keys.publicKeys('identity-token'))[0]!.kid, 'another process uses the same')
    const listed = JSON.parse(readFileSync(join(given.folder, 'public-keys.json'), 'utf8')) as { use: string }[]
    assert.deepEqual(listed.map(({ use }) => use).toSorted(), ['document-seal', 'document-seal/agency-7', 'identity-token', 'trail-checkpoint'])
  })

  it('a key in the file signs on until it is turned, then the module; without the module what it signed is still checked, and another turn brings the key back into the file', async () => {
    const { module } = someModule()
    const given = options()
    const old = await openFileKeystore(given).sign('identity-token', text('x'))
    const keys = openFileKeystore({ ...given, hardware: module })
    assert.equal((await keys.sign('identity-token', text('x'))).kid, old.kid)
    const kid = await keys.rotate('identity-token')
    const later = await keys.sign('identity-token', text('x'))
    assert.equal(later.kid, kid)
    const without = openFileKeystore(given)
    for (const { bytes } of [old, later]) assert.ok(await without.verify('identity-token', text('x'), bytes))
    await assert.rejects(without.sign('identity-token', text('x')), /rotate-keys identity-token/)
    await without.rotate('identity-token')
    assert.ok(await without.verify('identity-token', text('x'), (await without.sign('identity-token', text('x'))).bytes))
    await keys.renewMaster()
    assert.deepEqual((await keys.publicKeys('identity-token')).map(({ version, retiredAt }) => [version, retiredAt === null]), [[4, true], [3, false], [2, false], [1, false]])
  })

  it('the recovery sheet says where keys of the module lie, and finds them again there', async () => {
    const { module } = someModule()
    const keys = openFileKeystore({ ...options(), hardware: module })
    const made = await keys.sign('identity-token', text('x'))
    const again = restoreFromSheet(recoverySheet(keys), { ...options(), hardware: module })
    assert.ok(await again.verify('identity-token', text('x'), made.bytes, made.kid))
    assert.throws(() => readRecoverySheet(recoverySheet(keys).replace(/ T[0-9a-f]{7}./, ' T00000000')), /Tờ khôi phục/)
  })
})
