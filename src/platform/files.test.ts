import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, describe, it } from 'node:test'
import { folderFileStore } from './file-folder.ts'
import { memoryKeystore } from './key-ring.ts'

describe('the file store', () => {
  const home = mkdtempSync(join(tmpdir(), 'congdan-files-'))
  after(() => rmSync(home, { recursive: true, force: true }))
  const content = Buffer.from('Giấy chứng sinh')
  const hash = createHash('sha256').update(content).digest('hex')
  const pathIn = (folder: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)

  it('names a file by its content, from bytes or a stream, once', async () => {
    const folder = join(home, 'plain')
    const store = folderFileStore({ folder })
    assert.deepEqual(await store.put(content), { hash, size: content.length })
    assert.deepEqual(await store.put(Readable.from([content.subarray(0, 4), content.subarray(4)])), { hash, size: content.length })
    assert.deepEqual(Buffer.from(await store.get(hash)), content)
    assert.deepEqual(readdirSync(join(pathIn(folder), '..')), [hash], 'no temporary file stays')
  })

  it('refuses to hand out a file that was changed on the disk', async () => {
    const folder = join(home, 'damaged')
    const store = folderFileStore({ folder })
    await store.put(content)
    writeFileSync(pathIn(folder), 'Giấy khác')
    await assert.rejects(store.get(hash), /damaged/)
  })

  it('keeps files encrypted and bound to their hash when it has keys', async () => {
    const folder = join(home, 'sealed')
    const store = folderFileStore({ folder, keystore: memoryKeystore(() => '2026-11-22T01:00:00.000Z') })
    await store.put(content)
    assert.ok(!readFileSync(pathIn(folder)).includes(content))
    assert.deepEqual(Buffer.from(await store.get(hash)), content)
    const other = await store.put(Buffer.from('other'))
    writeFileSync(pathIn(folder), readFileSync(join(folder, other.hash.slice(0, 2), other.hash.slice(2, 4), other.hash)))
    await assert.rejects(store.get(hash))
  })

  it('never makes a path from anything but a hash', async () => {
    const store = folderFileStore({ folder: join(home, 'paths') })
    for (const name of ['../../etc/passwd', '', `${hash}/..`, hash.toUpperCase()]) await assert.rejects(store.get(name), /not the hash/)
  })

  it('stops reading a stream that is too long, and forgets an erased file', async () => {
    const store = folderFileStore({ folder: join(home, 'limits'), maxBytes: 8 })
    await assert.rejects(store.put(Readable.from([Buffer.alloc(5), Buffer.alloc(5)])), /larger than 8/)
    const { hash: small } = await store.put(Buffer.from('nhỏ'))
    await store.erase(small)
    assert.equal(await store.exists(small), false)
  })
})
