import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { organisationOf } from '../src/app/demo/offices.ts'
import { pageRoutes } from '../src/app/routes.ts'
import { castHouse, morning, type CastHouse } from '../src/app/testing/cast-house.ts'
import { fileAs } from '../src/app/testing/journey.ts'
import { attachList, openCampaign } from '../src/data-ecosystem/campaigns/index.ts'
import { madeRun } from '../src/data-ecosystem/campaigns/testing.ts'
import { readReviewHome } from '../src/data-ecosystem/linkage/index.ts'
import { findDuplicatesOnce } from '../src/data-ecosystem/linkage/testing.ts'
import { runPass } from '../src/data-ecosystem/quality/index.ts'
import { approveCase, takeIn, takeInOrganisation } from '../src/foundations/eid/index.ts'
import { changePersonFacts, openCorrectionCase, proposeCorrection } from '../src/foundations/population/index.ts'
import { somePerson } from '../src/foundations/residence/testing.ts'
import { newId } from '../src/kernel/ids.ts'
import { rootPath, sql } from '../src/platform/index.ts'
import { workspace, type Workspace } from '../src/web/officer/testing.ts'
import type { CastKey } from '../synthetic/index.ts'
import { likely, matchedList } from './matched-list.ts'
import { formsOf, wordsOf, type PageForm } from './attacks/browser.ts'

const now = '2026-11-18T03:00:00.000Z'
/** Nothing of this is a whole number a page of ours puts into a form. */
const nonsense = ['', 'x', '1.5', '-1', '99999999999999999999']
/** HOSTILE=1 also damages what people type, in more ways, under every button. */
const everything = process.env['HOSTILE'] !== undefined
const filledIn = (form: PageForm): Record<string, string> => ({ ...Object.fromEntries(Object.entries(form.choices).map(([name, values]) => [name, values.find(Boolean) ?? ''])), ...Object.fromEntries(Object.entries(form.fields).map(([name, value]) => [name, value || 'Thử'])) })
/** Numbers of forms that only citizens see: their own tests send nonsense there. */
const elsewhere = ['/vi/:id', '/may-khac']

/** The forms that read a number of their own page, by the text of their handlers: a new one must be met by the walk below. */
const readers = pageRoutes('demo').filter((route) => /\.whole\(|wholeIn\(/.test(String(route.handler)))
const readerAt = (path: string): string | undefined => readers.find(({ url }) => new RegExp(`^${url.replace(/:[A-Za-z]+/g, '[^/]+')}$`).test(path.split('?')[0]!))?.url

describe('what a page fills in by itself comes back damaged', () => {
  let house: CastHouse
  let space: Workspace
  let handed = { list: '', run: '' }
  before(async () => {
    house = await castHouse({ now: morning })
    await house.t.owner.query(sql`insert into installation (mode) values ('demo') on conflict do nothing`)
    space = await workspace(house, now)
    await oneOfEach()
  })
  after(async () => {
    await space.close()
    await house.close()
  })

  /** Something that waits on every desk. */
  async function oneOfEach(): Promise<void> {
    const { mother, father } = await house.family('same')
    await fileAs(house, mother, { answers: { 'child.fullName': 'Phạm Gia An' }, now: morning })
    await house.asCast('haiPolice', { now })((ctx) => proposeCorrection(ctx, { personId: house.who('cuc').personId, facts: { fullName: 'Phạm Thị Kim Cúc' }, basis: { article: 'Luật Căn cước 2023, đ.11', documents: [{ kind: 'Giấy khai sinh', number: '1/1975' }] }, commandId: newId() }))
    await house.asPerson(mother, { now })((ctx) => openCorrectionCase(ctx, { personId: mother.personId, field: 'fullName', shown: mother.fullName, claimed: 'Trần Thị Thử', reason: 'entered-wrong', note: '', commandId: newId() }))
    await house.asCast('haiPolice', { now })((ctx) => changePersonFacts(ctx, { personId: house.who('mai').personId, facts: { email: 'khong-co' }, source: 'person', basis: { article: 'kiểm thử' }, commandId: newId() }))
    await runPass(house.t.db, { engine: 'postgres' })
    await house.t.owner.query(sql`update eid_account set level = 1 where person_id = ${father.personId}`)
    await house.asCast('haiPolice', { now })((ctx) => takeIn(ctx, { caseId: newId(), pin: father.pin, level: 2, withCard: false, phone: '0309123456', email: null, representativePin: null }))
    const { caseId, version } = await house.asCast('haiPolice', { now })((ctx) => takeInOrganisation(ctx, { caseId: newId(), code: '0300000888', name: 'Hợp tác xã Thử', area: '29602', representativePin: house.who('nam').pin, document: 'Giấy đăng ký (mẫu)' }))
    await house.asCast('policeCommander', { now })((ctx) => approveCase(ctx, { caseId, version }))
    for (const at of ['2026-11-14', '2026-11-15']) await prepareDeath((await house.family('same', { notice: false })).father.pin, at)
    const campaignId = newId()
    const { listId } = await madeRun(house.t, { organisationId: organisationOf('provincialHealth'), area: '86', kind: 'pupils' }, [{ name: 'Nguyễn Thị Mai', commune: '29602', school: 'THPT Long Hồ', personId: house.who('mai').personId }])
    await house.asCast('hanhSteward', { now })((ctx) => openCampaign(ctx, { commandId: campaignId, kind: 'pupils', title: 'Học sinh', area: '86', dueOn: '2026-12-31' }))
    await house.asCast('hanhSteward', { now })((ctx) => attachList(ctx, { campaignId, listId }))
    await house.t.drain(now)
    const { listId: readList, runId } = await matchedList(house, [{ name: 'NGUYEN THI MAI', birth: '2000', gender: 'female', commune: '29602', address: 'Ấp Phước Lợi', people: [{ key: 'mai', levels: likely, weight: 6, lifeStatus: 'living' }] }])
    await house.asCast('hanhSteward')((ctx) => readReviewHome(ctx, runId))
    handed = { list: readList, run: runId }
    for (const area of ['29602', undefined]) await somePerson(house.t, { name: 'Quách Ngọc Bích', birthDate: '1977-12-01', ...(area ? { area } : {}), now: '2026-11-17T02:00:00.000Z' })
    await findDuplicatesOnce(house.t.db, { now: '2026-11-17T03:00:00.000Z' })
  }

  /** The officer prepares it; the chair signs one, so that a page of the book is there, and the other waits. */
  async function prepareDeath(pin: string, on: string): Promise<void> {
    const [year, month, day] = on.split('-')
    const officer = space.as('lanJustice')
    const act = '/ho-tich/viec/khai-tu'
    const fields = { personId: pin, 'diedOn.year': year!, 'diedOn.month': month!, 'diedOn.day': day!, place: 'Tại nhà', cause: 'Bệnh', noticeKind: '0', 'requester.fullName': 'Người nhà', 'requester.relation': 'con' }
    await officer.get(act)
    const shown = await officer.post(act, { _do: 'check', ...fields })
    const path = String((await officer.post(act, { _do: 'send', _command: /name="_command" value="([^"]+)"/.exec(shown.payload)![1]!, ...fields })).headers.location)
    if (on.endsWith('15')) return
    const chair = space.as('dungChair')
    const version = /name="version" value="(\d+)"/.exec((await chair.get(path)).payload)![1]!
    const asked = await chair.post(path, { _do: 'code', version })
    const signed = await chair.post(path, { _do: 'sign', version, ma: /name="ma" value="([^"]+)"/.exec(asked.payload)![1]!, to: 'x', code: house.codeFor(house.who('dungChair').personId) })
    assert.equal(signed.statusCode, 303, wordsOf(signed.payload))
  }

  const starts: Partial<Record<CastKey, readonly string[]>> = {
    lanJustice: ['/lam-viec', '/ho-tich', '/ho-tich?so=death&nam=2026', '/ho-tich/du-thao'], dungChair: ['/lam-viec', '/ho-tich/du-thao', '/ho-tich?so=death&nam=2026'], haiPolice: ['/lam-viec', '/dc'], policeCommander: ['/lam-viec', '/dc', '/dc/trung', '/dl/duyet', '/dc/duyet', '/dc/eid', '/lam-viec/sua-thong-tin'], hanhSteward: ['/chien-dich', '/dl', '/dl/duyet'], insuranceOfficer: ['/lam-viec'],
  }
  const met = new Set<string>()
  const forms: { key: CastKey; path: string; form: PageForm }[] = []

  for (const [key, paths] of Object.entries(starts) as [CastKey, readonly string[]][]) {
    it(`${key}: no number of any form brings the program down, and none is taken for another`, async () => {
      const browser = space.as(key)
      if (key === 'haiPolice' || key === 'policeCommander') {
        await browser.get('/dc/ly-do')
        await browser.post('/dc/ly-do', { 'ly-do': 'residence-check' })
      }
      const seen = new Set<string>()
      const sent = new Set<string>()
      for (const queue = [...paths]; queue.length > 0;) {
        const path = queue.shift()!
        // Pages of one pattern have the same forms: two of each are enough. The list made by hand has no file behind it.
        const pattern = path.replace(/\?.*/, '').replace(/[0-9a-f-]{36}|\d+/g, ':')
        if (seen.has(path) || path.includes(handed.list) || [...seen].filter((each) => each.replace(/\?.*/, '').replace(/[0-9a-f-]{36}|\d+/g, ':') === pattern).length >= 2) continue
        seen.add(path)
        const page = await browser.get(path)
        assert.ok(page.statusCode < 500, `${path}: ${page.statusCode}`)
        if (page.statusCode !== 200 || !String(page.headers['content-type']).startsWith('text/html')) continue
        for (const [, href = ''] of page.payload.matchAll(/href="(\/[^"#]*)"/g)) if (/^\/(lam-viec|dc|ho-tich|chien-dich|dl)\b/.test(href)) queue.push(href.replaceAll('&amp;', '&'))
        for (const form of formsOf(page.payload)) if (form.method === 'post') {
          forms.push({ key, path, form })
          await damage(browser, path, form, sent)
        }
      }
    })
  }

  it('no id or choice of any form brings the program down', async () => {
    const wrong: string[] = []
    const done = new Set<string>()
    for (const { key, path, form } of forms) {
      const browser = space.as(key)
      const filled = filledIn(form)
      const ids = Object.keys(form.hidden).filter((name) => /^[0-9a-f-]{36}$/.test(form.hidden[name]!))
      const typed = everything ? Object.keys(form.fields).filter((name) => !(name in form.hidden)) : []
      for (const name of new Set([...ids, ...Object.keys(form.choices), ...typed])) {
        const once = `${form.action.replace(/[0-9a-f-]{36}/g, ':')} ${name.replace(/[0-9a-f-]{36}/g, ':')} ${JSON.stringify(form.hidden['what'] ?? form.hidden['_do'] ?? '')}`
        if (done.has(once)) continue
        done.add(once)
        await browser.get(path)
        for (const bad of everything ? ["x'", newId(), '0', '9'.repeat(30), 'x'.repeat(20_000), '2026-02-31'] : ["x'"]) {
          for (const { name: pressed, value } of form.buttons.length === 0 ? [{ name: '', value: '' }] : everything ? form.buttons : form.buttons.slice(0, 1)) {
            const { statusCode } = await browser.post(form.action, { ...filled, _csrf: browser.token, ...(pressed ? { [pressed]: value } : {}), [name]: bad })
            if (statusCode >= 500) wrong.push(`${statusCode} ${path}: ${form.action} ${pressed}=${value} ${name}=${bad.slice(0, 40)}`)
          }
        }
      }
    }
    assert.deepEqual(wrong, [])
  })

  async function damage(browser: ReturnType<Workspace['as']>, path: string, form: PageForm, sent: Set<string>): Promise<void> {
    const filled = filledIn(form)
    const buttons = form.buttons.filter(({ name }) => name !== '').map(({ name, value }) => ({ [name]: value }))
    const numbers = Object.entries(form.hidden).filter(([name, value]) => !name.startsWith('_') && /^\d{1,9}$/.test(value)).map(([name]) => name)
    for (const name of numbers) {
      for (const pressed of buttons.length > 0 ? buttons : [{}]) {
        const once = `${form.action.replace(/[0-9a-f-]{36}/g, ':')} ${name} ${JSON.stringify({ ...pressed, ...form.hidden, _csrf: '', _command: '', [name]: '' }).replace(/[0-9a-f-]{36}/g, ':')}`
        if (sent.has(once)) continue
        sent.add(once)
        for (const bad of nonsense) {
          const answer = await browser.post(form.action, { ...filled, _csrf: browser.token, ...pressed, [name]: bad })
          const where = `${path}: ${form.action} ${JSON.stringify(pressed)} ${name}=${bad}`
          // A press that needs no number (putting aside what was looked at) may be done.
          if (answer.statusCode === 303 && /save/.test(JSON.stringify(pressed))) continue
          assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${where}: ${answer.statusCode}`)
          const reader = readerAt(form.action)
          if (!reader) continue
          assert.match(wordsOf(answer.payload), /Phần do trang tự điền đã bị đổi[\s\S]*Mở lại trang rồi làm lại/, where)
          met.add(reader)
        }
      }
    }
  }

  it('forms of a list that has moved on refuse as well', async () => {
    const browser = space.as('hanhSteward')
    await browser.get('/dl')
    for (const url of ['/dl/danh-sach/:list/cot', '/dl/danh-sach/:list/kiem-tra', '/dl/sai-lech/:list/tra-loi', '/dl/duyet/:run/:row']) for (const version of nonsense) {
      const answer = await browser.post(url.replace(':list', handed.list).replace(':run', handed.run).replace(':row', '2'), { _csrf: browser.token, version, discrepancy: newId(), answer: 'list-right', verdict: 'nobody' })
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${url} ${version}: ${answer.statusCode}`)
      met.add(url)
    }
  })

  it('the walk met every form that reads a number of its own page', () => {
    assert.deepEqual(readers.map(({ url }) => url).filter((url) => !met.has(url) && !elsewhere.includes(url)), [])
  })

  it('no screen reads a number out of a form by itself', () => {
    const files = readdirSync(rootPath('src', 'web'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    const own = files.filter((file) => /(Number|parseInt|parseFloat)\((req\.)?form\.get\(/.test(readFileSync(join(rootPath('src', 'web'), file), 'utf8')))
    assert.deepEqual(own, [], 'use form.number() for what people type and form.whole() for what the page put there')
  })
})
