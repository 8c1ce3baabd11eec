import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { openidSite, type OpenidSite } from '../../app/testing/openid-site.ts'
import { wordsOf } from '../../../tests/attacks/browser.ts'
import { documentSettings, qrTextOf, readOffline, testCards, type OfflineKeys, type OfflineVerdict } from '../../foundations/documents/index.ts'
import { ProtocolBrowser } from '../../foundations/openid/testing.ts'
import { keys, rootPath } from '../../platform/index.ts'

interface Checked { readonly verdict: OfflineVerdict; readonly keysAreOld: boolean; readonly paper?: { readonly number: string | null; readonly title: string } }
const { checkPaper } = (await import(rootPath('docs/examples/offline-check/check-paper.mjs'))) as { checkPaper(scanned: string, house: OfflineKeys, now?: Date): Promise<Checked> }

const url = '/nha-phat-trien/kiem-tra-giay'
const paper = { verificationCode: 'ABCD-EFGH-2345', title: 'Xác nhận thông tin về cư trú', number: '12/XNCT', issuerName: 'Công an xã Long Hồ', issuedAt: '2026-11-20T20:00:00.000Z' }

describe('checking papers without a line (R-12)', () => {
  let site: OpenidSite
  let browser: ProtocolBrowser
  let house: OfflineKeys
  const fetched = async (): Promise<OfflineKeys> => JSON.parse((await browser.get(`${url}/keys.json`)).text) as OfflineKeys
  before(async () => {
    site = await openidSite()
    documentSettings.fill(() => ({ publicUrl: site.url, demo: true }))
    browser = new ProtocolBrowser(site.url)
    await testCards('2026-11-20')
    await qrTextOf(paper)
    house = await fetched()
  })
  after(() => site.close())

  it('a paper is genuine, with its kind, number, issuer and day, and nothing of a person', async () => {
    const text = await qrTextOf(paper)
    assert.match(text, new RegExp(`^${site.url}/kiem-tra\\?ma=ABCD-EFGH-2345#1\\.`), 'a phone with a line goes to the page that knows more')
    const checked = await checkPaper(text, house)
    assert.deepEqual(checked, { verdict: 'genuine', keysAreOld: false, paper: { code: 'ABCD-EFGH-2345', title: paper.title, number: '12/XNCT', issuer: 'Công an xã Long Hồ', issuedOn: '2026-11-21' } })
    assert.deepEqual(await readOffline(text), { verdict: checked.verdict, paper: checked.paper })
    assert.equal((await checkPaper(text, house, new Date(Date.parse(house.fetchedAt) + 31 * 86_400_000))).keysAreOld, true)
  })

  it('every test card says what it is for, to the page, to the kit and to the program of the kit', async () => {
    const shown = await browser.get(url)
    const cards = await testCards('2026-11-22')
    assert.deepEqual([...new Set(cards.map(({ verdict }) => verdict))].toSorted(), ['altered', 'no-seal', 'not-a-paper', 'test-card', 'unknown-key'])
    const folder = mkdtempSync(join(tmpdir(), 'congdan-offline-'))
    writeFileSync(join(folder, 'check-paper.mjs'), (await browser.get(`${url}/check-paper.mjs`)).text)
    writeFileSync(join(folder, 'keys.json'), JSON.stringify(house))
    const said = spawnSync(process.execPath, ['check-paper.mjs', 'keys.json'], { cwd: folder, encoding: 'utf8', input: cards.map(({ text }) => text).join('\n') })
    rmSync(folder, { recursive: true })
    assert.deepEqual(said.stdout.trim().split('\n').map((line) => (JSON.parse(line) as Checked).verdict), cards.map(({ verdict }) => verdict), said.stderr)
    for (const { verdict, text } of cards) {
      assert.equal((await readOffline(text)).verdict, verdict)
      const answer = await browser.post(url, { text }, shown)
      assert.match(wordsOf(answer.text), { 'test-card': /Máy quét đọc đúng/, altered: /Không nhận giấy này/, 'unknown-key': /Tải lại tệp khóa/, 'no-seal': /Chỉ kiểm tra được khi có mạng/, 'not-a-paper': /Đừng mở địa chỉ đó/, genuine: /đã niêm/ }[verdict])
    }
    assert.equal((await browser.post(url, { text: ' ' }, shown)).status, 422)
    assert.equal((await browser.post(url, { text: '<script>'.repeat(400) }, shown)).status, 200)
  })

  it('whatever is changed in a code, kit and server agree, and neither calls it genuine', async () => {
    const text = await qrTextOf(paper)
    await fc.assert(fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...'AZaz09-_.#?=/%é '), async (at, sign) => {
      const changed = text.slice(0, at) + sign + text.slice(at + 1)
      const [kit, server] = [await checkPaper(changed, house), await readOffline(changed)]
      assert.equal(kit.verdict, server.verdict, changed)
      // The last sign of a seal carries bits that mean nothing.
      assert.ok(changed.trim() === text || kit.verdict !== 'genuine' || at === text.length - 1, changed)
    }), { numRuns: 150 })
  })

  it('a key that was turned: old papers hold, new ones under the old key do not, and an old file of keys says that the key is unknown', async () => {
    const old = await qrTextOf(paper)
    await keys().rotate('document-seal')
    const now = await qrTextOf({ ...paper, issuedAt: '2026-11-22T02:00:00.000Z' })
    const anew = await fetched()
    assert.equal((await checkPaper(old, anew)).verdict, 'genuine')
    assert.equal((await checkPaper(now, anew)).verdict, 'genuine')
    assert.equal((await checkPaper(now, house)).verdict, 'unknown-key')
    const later = { ...anew, keys: anew.keys.map((key) => (key.retiredOn === null ? key : { ...key, retiredOn: '2026-11-01' })) }
    assert.equal((await checkPaper(old, later)).verdict, 'altered', 'dated after its key was laid down')
  })

  it('the file of keys holds no private key, and the page for a counter holds keys, checker and both lists', async () => {
    assert.deepEqual([...new Set(house.keys.flatMap((key) => Object.keys(key)))].toSorted(), ['kid', 'retiredOn', 'testCards', 'x', 'y'])
    const saved = await browser.get(`${url}/kiem-tra-giay.html`)
    assert.match(saved.headers.get('content-disposition') ?? '', /^attachment/)
    for (const says of ['async function checkPaper', house.keys[0]!.x, 'Không có mạng thì không kiểm được', 'Họ tên và các dòng khác']) assert.ok(saved.text.includes(says), says)
    const shown = wordsOf((await browser.get(url)).text)
    for (const says of ['Không có mạng vẫn kiểm được', 'Không có mạng thì không kiểm được', 'Thẻ 6']) assert.ok(shown.includes(says), says)
  })
})
