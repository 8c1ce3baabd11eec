/** `npm run pkcs11`: signing keys in a real PKCS#11 module, SoftHSM2. Not part of `npm test`, which must pass where no module is; it fails, and says what is missing, rather than skip. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { importJWK, jwtVerify } from 'jose'
import { openPkcs11, type Pkcs11Address } from '../../src/platform/hardware-keys.ts'
import { openFileKeystore, openKeystore } from '../../src/platform/keystore-file.ts'
import { labelOf } from '../../src/platform/key-ring.ts'
import { recoverySheet, restoreFromSheet } from '../../src/platform/recovery-sheet.ts'

const modules = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/pkcs11/libsofthsm2.so']
const text = (value: string) => Buffer.from(value)
const clock = () => '2026-11-22T01:00:00.000Z'

describe('signing keys in SoftHSM2', () => {
  const home = mkdtempSync(join(tmpdir(), 'congdan-softhsm-'))
  const pin = '246810'
  let address: Pkcs11Address
  before(() => {
    const module = process.env['PKCS11_MODULE'] ?? modules.find((path) => existsSync(path))
    assert.ok(module && spawnSync('softhsm2-util', ['--version']).status === 0, 'SoftHSM2 is not installed: apt-get install softhsm2')
    assert.doesNotThrow(() => createRequire(import.meta.url)('pkcs11js'), 'pkcs11js is not built: npm rebuild pkcs11js')
    mkdirSync(join(home, 'tokens'))
    process.env['SOFTHSM2_CONF'] = join(home, 'softhsm2.conf')
    writeFileSync(process.env['SOFTHSM2_CONF'], `directories.tokendir = ${join(home, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`)
    const made = spawnSync('softhsm2-util', ['--init-token', '--free', '--label', 'congdan-thu', '--pin', pin, '--so-pin', '13579135'], { encoding: 'utf8' })
    assert.equal(made.status, 0, made.stderr)
    address = { module, token: 'congdan-thu', pin }
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  let folders = 0
  const options = () => ({ folder: join(home, `keys-${++folders}`), passphrase: 'một câu đủ dài', clock })

  it('signs tokens and papers there, and the heads of the log as before; what it signed verifies with the published key alone', async () => {
    const hardware = openPkcs11(address)
    const given = options()
    const keys = openFileKeystore({ ...given, hardware })
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const [key] = await keys.publicKeys('identity-token')
    const input = `${part({ alg: 'ES256', kid: key!.kid })}.${part({ sub: 'a' })}`
    const made = await Promise.all(Array.from({ length: 40 }, () => keys.sign('identity-token', text(input))))
    for (const { kid, bytes } of made) {
      assert.equal(kid, key!.kid)
      await jwtVerify(`${input}.${Buffer.from(bytes).toString('base64url')}`, await importJWK(key!.jwk as never, 'ES256'))
    }
    const seal = await keys.sign('document-seal/ubnd-1', text('giấy'))
    assert.ok(await keys.verify('document-seal/ubnd-1', text('giấy'), seal.bytes))
    const head = await keys.sign('trail-checkpoint', text('đầu'))
    assert.equal(head.algorithm, 'ed25519')
    assert.deepEqual(keys.exportState().versions.map(({ use, token }) => [use, token !== undefined]).toSorted(), [['document-seal/ubnd-1', true], ['identity-token', true], ['trail-checkpoint', false]])
    hardware.close()
  })

  it('gives its private half to nobody', async () => {
    const hardware = openPkcs11(address)
    const keys = openFileKeystore({ ...options(), hardware })
    await keys.sign('identity-token', text('x'))
    const [version] = keys.exportState().versions
    const lib = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js')
    const device = new lib.PKCS11()
    device.load(address.module)
    const slot = device.C_GetSlotList(true).find((each) => device.C_GetTokenInfo(each).label.trim() === address.token)!
    const session = device.C_OpenSession(slot, lib.CKF_SERIAL_SESSION)
    device.C_FindObjectsInit(session, [{ type: lib.CKA_CLASS, value: lib.CKO_PRIVATE_KEY }, { type: lib.CKA_LABEL, value: labelOf(version!) }])
    const [found] = device.C_FindObjects(session, 1)
    device.C_FindObjectsFinal(session)
    assert.throws(() => device.C_GetAttributeValue(session, found!, [{ type: lib.CKA_VALUE }]), /CKR_ATTRIBUTE_SENSITIVE|SENSITIVE/)
    hardware.close()
  })

  it('a key is turned by command; two processes agree; old signatures hold without the module, new ones need it', async () => {
    const given = options()
    const before = openFileKeystore(given)
    const first = await before.sign('identity-token', text('x'))
    const hardware = openPkcs11(address)
    const [one, two] = [openFileKeystore({ ...given, hardware }), openFileKeystore({ ...given, hardware })]
    assert.equal((await one.sign('identity-token', text('x'))).kid, first.kid, 'until it is turned the key in the file signs')
    const kid = await one.rotate('identity-token')
    const later = await two.sign('identity-token', text('x'))
    assert.deepEqual([(await one.sign('identity-token', text('x'))).kid, kid], [kid, kid])
    hardware.close()
    const without = openFileKeystore(given)
    assert.ok(await without.verify('identity-token', text('x'), first.bytes))
    assert.ok(later.kid === kid || later.kid === first.kid)
    await assert.rejects(without.sign('identity-token', text('x')), /PKCS11_MODULE/)
    await without.rotate('identity-token')
    assert.ok(await without.verify('identity-token', text('x'), (await without.sign('identity-token', text('x'))).bytes), 'turned again, the file signs')
  })

  it('comes back from the recovery sheet while the module is there, public halves and all', async () => {
    const hardware = openPkcs11(address)
    const keys = openFileKeystore({ ...options(), hardware })
    const signature = await keys.sign('identity-token', text('x'))
    const sheet = recoverySheet(keys)
    assert.match(sheet, /^V: identity-token 1 T[0-9a-f]{8} /m)
    const again = restoreFromSheet(sheet, { ...options(), hardware })
    assert.ok(await again.verify('identity-token', text('x'), signature.bytes, signature.kid))
    assert.equal((await again.sign('identity-token', text('x'))).kid, signature.kid)
    hardware.close()
  })

  it('is found by the settings; a wrong label or PIN is told', () => {
    const config = { DATA_DIR: join(home, `data-${++folders}`), KEYS_PASSPHRASE: 'một câu đủ dài', KEYS_PASSPHRASE_FILE: undefined, PKCS11_MODULE: address.module, PKCS11_TOKEN: address.token, PKCS11_PIN: pin, PKCS11_PIN_FILE: undefined }
    openKeystore(config, 'production')
    assert.throws(() => openKeystore({ ...config, PKCS11_TOKEN: 'khác' }, 'production'), /Không thấy thiết bị PKCS#11/)
    assert.throws(() => openKeystore({ ...config, PKCS11_PIN: undefined }, 'production'), /PKCS11_PIN/)
    assert.doesNotMatch(readFileSync(join(config.DATA_DIR, 'keys', 'keystore.json'), 'utf8'), new RegExp(pin))
  })

  it('how fast: a signature', async () => {
    const hardware = openPkcs11(address)
    const keys = openFileKeystore({ ...options(), hardware })
    await keys.sign('identity-token', text('x'))
    const began = performance.now()
    for (let i = 0; i < 500; i++) await keys.sign('identity-token', text(`x${i}`))
    console.log(`# ${((performance.now() - began) / 500).toFixed(3)} ms a signature`)
    hardware.close()
  })
})
