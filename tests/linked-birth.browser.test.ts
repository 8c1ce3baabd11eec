import assert from 'node:assert/strict'
import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, shoot, visitor, type VisitOptions } from './browser.ts'
import { rootPath } from '../src/platform/index.ts'
import { assertWithinBudget, Meter } from './meter.ts'
import { startProduct, type Product } from './product.ts'
import { clickThrough, fileLinkedBirth, screenOf, signInAs, workCase } from './walks.ts'

describe('the linked birth in a browser of 360 pixels', () => {
  let product: Product
  let code = ''
  const as = async (key: string, work: (page: Page) => Promise<void>, options: VisitOptions = {}): Promise<void> => {
    const context = await visitor(options)
    const page = await context.newPage()
    await signInAs(page, product.url, key)
    await work(page)
    await context.close()
  }
  const desk = { width: 1366, height: 768 }
  before(async () => { product = await startProduct({ people: 2_000 }) })
  after(async () => {
    await product.stop()
    product.remove()
    await closeBrowser()
  })

  it('is filed by Mai, whose family lives in one home, within the budget of inputs, pages, words and bytes', async () => {
    const context = await visitor()
    const page = await context.newPage()
    await signInAs(page, product.url, 'mai')
    const meter = await Meter.attach(page, { journey: 'linked-birth-same-home', from: 'C-05', to: 'C-13' })
    code = await fileLinkedBirth(meter, product.url, { name: 'Lê Nguyễn Gia An', choices: { 'child.nativePlaceFrom': 'father' } })
    assert.match(code, /^H86\.41\.01-\d{6}-\d{4}$/)
    assertWithinBudget(meter.report())
    await shoot(page, 'journey-C-13')
    await context.close()
  })

  it('is filed without a single script by Hoa, whose child has two possible homes', async () => {
    const context = await visitor({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signInAs(page, product.url, 'hoa')
    const meter = await Meter.attach(page, { journey: 'linked-birth-two-homes', from: 'C-05', to: 'C-13' })
    const second = await fileLinkedBirth(meter, product.url, { name: 'Thạch Trần Gia Bảo', choices: { 'child.nativePlaceFrom': 'father', 'child.ethnicityFrom': 'mother', 'home.of': 'father' } })
    assert.match(second, /^H86\.57\.01-\d{6}-\d{4}$/, 'the commune of the home that was chosen receives it')
    assertWithinBudget(meter.report())
    assertWithinBudget(meter.report(), 'linked-birth-no-script')
    await context.close()
  })

  it('goes on after the server was killed, with nothing lost and nothing twice', async () => {
    const context = await visitor()
    const page = await context.newPage()
    await signInAs(page, product.url, 'mai')
    await product.kill()
    product = await product.restart()
    await page.goto(`${product.url}/ho-so`)
    const list = await page.locator('main').innerText()
    assert.equal(list.match(/H86\.41\.01-\d{6}-\d{4}/g)?.length, 1, list)
    await context.close()
  })

  it('is checked by the justice officer without a script, and signed by the chair', async () => {
    await as('lanJustice', (page) => workCase(page, product.url, code, ['accept', 'ok']), { ...desk, javaScriptEnabled: false })
    await as('dungChair', (page) => workCase(page, product.url, code, ['approve']), desk)
  })

  it('comes back from one lane with one complete list, and the mother answers it while the other lane goes on', async () => {
    await as('insuranceOfficer', async (page) => {
      await page.goto(`${product.url}/lam-viec`)
      await clickThrough(page, page.locator('main a', { hasText: code }).first())
      await clickThrough(page, page.locator('[data-act="exit-defects"]'))
      await page.locator('main input[type="checkbox"][value="clinic-full"]').check()
      await clickThrough(page, page.locator('[data-act="sure-defects"]'))
    }, desk)
    await as('haiPolice', (page) => workCase(page, product.url, code, ['approve']), desk)
    await as('mai', async (page) => {
      await page.goto(`${product.url}/toi`)
      assert.match(await page.locator('main').innerText(), /Chọn nơi khám bệnh ban đầu khác cho bé/)
      await clickThrough(page, page.locator('[data-act="answer-request"]').first())
      const clinic = page.locator('select[data-f="clinic"]')
      await clinic.selectOption({ index: 1 })
      await clickThrough(page, page.locator('[data-act="send-supplement"]'))
    }, { javaScriptEnabled: false })
    await as('insuranceOfficer', (page) => workCase(page, product.url, code, ['approve']), desk)
  })

  it('gives Mai her papers, the child in her household, and every reading of her data with a proof that the verifier accepts', async () => {
    await as('mai', async (page) => {
      const read = async (path: string): Promise<string> => { await page.goto(product.url + path); return page.locator('main').innerText() }
      assert.match(await read('/vi'), /Lê Nguyễn Gia An[\s\S]*Giấy khai sinh[\s\S]*Thẻ bảo hiểm y tế/)
      assert.match(await read('/ho'), /Lê Nguyễn Gia An\s+Con đẻ/)
      const accesses = await read('/luot-xem')
      for (const unit of ['Ủy ban nhân dân xã Long Hồ', 'Công an xã Long Hồ', 'Bảo hiểm xã hội tỉnh Vĩnh Long']) assert.ok(accesses.includes(unit), `${unit} is named among the readers:\n${accesses}`)
      await assertNoAxeViolations(page, '/luot-xem')
      const proof = await downloadedProof(page)
      const verify = (): SpawnSyncReturns<string> => spawnSync(process.execPath, [rootPath('src/foundations/trail/verifier/main.ts'), '--proof', proof, '--public-key', publicKeyFile(product.folder)], { encoding: 'utf8' })
      const whole = verify()
      assert.equal(whole.status, 0, whole.stdout + whole.stderr)
      writeFileSync(proof, readFileSync(proof, 'utf8').replace(/(\d{2})(:\d{2}:\d{2}\.\d{3}Z)/, (_all, hour: string, rest: string) => `${hour === '00' ? '01' : '00'}${rest}`))
      assert.equal(verify().status, 1, 'a proof changed by hand is refused')
    })
  })

  it('takes "Sai thông tin?" to a police officer, and tells Mai what was decided and why', async () => {
    await as('mai', async (page) => {
      await page.goto(`${product.url}/du-lieu`)
      await clickThrough(page, page.locator('main a[href*="/bao-sai/"]').first())
      await page.locator('main input[type="radio"][name="which"]').first().check()
      await page.locator('main input[type="radio"][name="why"][value="entered-wrong"]').check()
      await page.locator('main [name="claimed"]').fill('Nguyễn Thị Mải')
      await clickThrough(page, page.locator('[data-act="send-correction"]'))
    }, { javaScriptEnabled: false })
    await as('haiPolice', async (page) => {
      await page.goto(`${product.url}/lam-viec/sua-thong-tin`)
      await clickThrough(page, page.locator('main a[href*="/lam-viec/sua-thong-tin/"]').first())
      await page.locator('main input[type="radio"][name="decision"][value="refuse"]').check()
      await page.locator('main [name="reason"]').fill('Giấy khai sinh gốc ghi là Mai.')
      await clickThrough(page, page.locator('[data-act="answer-correction"]'))
    }, desk)
    await as('mai', async (page) => {
      await page.goto(`${product.url}/bao-sai`)
      assert.match(await page.locator('main').innerText(), /Giấy khai sinh gốc ghi là Mai/)
    })
  })

  it('lets the leader go from a number to the dossiers behind it in three presses', async () => {
    await as('thuLeader', async (page) => {
      assert.equal(await screenOf(page), 'L-01')
      const tile = page.locator('main a[href*="/dieu-hanh/so/"]').first()
      await clickThrough(page, tile)
      await clickThrough(page, page.locator('main a[href*="/dieu-hanh/ho-so/"]').first())
      const text = await page.locator('main').innerText()
      assert.match(text, /H86\.\d\d\.01-\d{6}-\d{4}/)
      for (const name of ['Nguyễn Thị Mai', 'Gia An', '099300990001']) assert.ok(!text.includes(name), 'a leader sees no person')
    }, desk)
  })

  it('has no accessibility fault and no sideways scroll at 320 pixels on any page of a signed-in mother', async () => {
    const context = await visitor({ width: 320 })
    const page = await context.newPage()
    await signInAs(page, product.url, 'mai')
    for (const path of ['/toi', '/ho-so', '/vi', '/ho', '/du-lieu', '/luot-xem', '/tin', '/an-toan', '/cai-dat', '/thu-tuc', '/thu-tuc/khai-sinh-thuong-tru-bhyt', '/tra-cuu', '/kiem-tra', '/tro-giup', '/tiep-can', '/gioi-thieu', '/hop-thu-thu', '/']) {
      await page.goto(product.url + path)
      assert.notEqual(await screenOf(page), '', `${path} names its screen`)
      await assertNoAxeViolations(page, path)
      await assertNoSidewaysScroll(page, path)
    }
    await context.close()
  })
})

/** The proof of the first reading on the page, once it is sealed. */
async function downloadedProof(page: Page): Promise<string> {
  for (let i = 0; i < 40; i++) {
    const href = await page.locator('main a[href$="/bang-chung"]').first().getAttribute('href')
    const answer = await page.request.get(new URL(href!, page.url()).href)
    if (answer.ok()) {
      const file = join(tmpdir(), `congdan-proof-${process.pid}.json`)
      writeFileSync(file, await answer.body())
      return file
    }
    await page.waitForTimeout(500)
  }
  throw new Error('the reading was not sealed within twenty seconds')
}

/** The public key of the log, as a witness would have kept it. */
function publicKeyFile(folder: string): string {
  const kept = JSON.parse(readFileSync(join(folder, 'keys', 'public-keys.json'), 'utf8')) as { use: string; jwk: object }[]
  const file = join(tmpdir(), `congdan-log-key-${process.pid}.json`)
  writeFileSync(file, JSON.stringify(kept.find((key) => key.use === 'trail-checkpoint')!.jwk))
  return file
}
