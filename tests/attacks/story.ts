import assert from 'node:assert/strict'
import { cast } from '../../synthetic/index.ts'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { sql } from '../../src/platform/index.ts'
import type { Product } from '../product.ts'
import { Attacker, formsOf, formTo, screenOf, wordsOf, type Answer } from './browser.ts'
import { attackedProduct, databaseOf } from './house.ts'

export const service = 'khai-sinh-thuong-tru-bhyt'

/** What happened before the attacks: Mai's birth went its whole way, Hoa has a draft, Mai asked about a look and reported a fact as wrong. */
export interface Story {
  readonly product: Product
  readonly mai: Attacker
  readonly hoa: Attacker
  readonly dossierId: string
  readonly code: string
  readonly hoasDraft: string
  /** Everything that belongs to Mai or her dossier, by the name of the route parameter and the beginning of the path. */
  readonly ids: Readonly<Record<'dossier' | 'lane' | 'document' | 'walletPaper' | 'message' | 'log' | 'correction' | 'question' | 'session' | 'account' | 'person' | 'household', string>>
  /** Words that no stranger may be shown: names, numbers, phones of the people in the story. */
  readonly secrets: readonly string[]
  /** Those of them that Bình may read: his own. */
  readonly wordsOf: { readonly binh: readonly string[] }
}

let told: Promise<Story> | undefined

export function story(): Promise<Story> {
  return (told ??= tell())
}

async function tell(): Promise<Story> {
  const product = await attackedProduct()
  const { url } = product
  const mai = await Attacker.persona(url, 'mai')
  const hoa = await Attacker.persona(url, 'hoa')
  const hoasDraft = await beginDraft(hoa)
  await answerPages(hoa, hoasDraft, { 'child.fullName': 'Thạch Trần Gia Bảo' })
  const { code, dossierId } = await fileBirth(mai, 'Lê Nguyễn Gia An')
  for (const [key, times] of [['lanJustice', 2], ['dungChair', 1], ['haiPolice', 3], ['policeCommander', 1], ['insuranceOfficer', 3]] as const) await workAs(url, key, code, times)
  await mai.post('/bao-sai/person', { which: 'birthDate', why: 'entered-wrong', claimed: '09/03/2000', note: '', _command: crypto.randomUUID() })
  const look = await lookOfPolice(product, dossierId)
  assert.ok((await mai.get('/luot-xem')).text.includes(look), 'she sees that the police looked')
  await mai.post(`/luot-xem/${look}/hoi`, { concern: 'not-known', note: '', nguon: `thang=${new Date().toISOString().slice(0, 7)}` })
  return { product, mai, hoa, dossierId, code, hoasDraft, ids: { ...(await idsOf(product, dossierId)), dossier: dossierId, log: look }, secrets: [cast.mai, cast.nam, cast.hoa, cast.binh].flatMap(wordsAbout).concat('Lê Nguyễn Gia An', 'Thạch Trần Gia Bảo'), wordsOf: { binh: wordsAbout(cast.binh) } }
}

const wordsAbout = (person: { fullName: string; pin: string; phone?: string; email?: string }): string[] =>
  [person.fullName, ...numbersOf(person.pin), ...(person.phone ? numbersOf(person.phone) : []), ...(person.email ? [person.email] : [])]

/** Theirs is the unit whose security officer is in the demonstration. */
async function lookOfPolice(product: Product, dossierId: string): Promise<string> {
  const owner = databaseOf(product)
  const [row] = await owner.query<{ id: string }>(sql`
    select log_id as id from access_log where dossier_id = ${dossierId} and actor_role = 'police-officer' and kind = 'open' and (select applicant_id from dossier where dossier_id = ${dossierId}) = any(subjects) order by at limit 1`)
  await owner.close()
  return row?.id ?? assert.fail('the police looked at Mai for her dossier')
}

/** Signs in with number, password and code: for people who are no personas of the tour. */
export async function signInByCode(url: string, person: Reached & { readonly pin: string }): Promise<Attacker> {
  const browser = new Attacker(url)
  const before = await lastCode(browser, person)
  await browser.post('/dang-nhap', { pin: person.pin, password: demoPassword })
  const sent = await browser.post('/dang-nhap/ma', { code: await codeFor(browser, person, before) })
  assert.equal(sent.status, 303, wordsOf(sent.text))
  browser.forgetToken()
  return browser
}

/** As it stands and as it is shown in groups. */
const numbersOf = (digits: string): string[] => [digits, digits.replace(/(\d{3})(?=\d)/g, '$1 ').trim(), digits.replace(/(\d{4})(?=\d)/g, '$1 ').trim()]

async function idsOf(product: Product, dossierId: string): Promise<Omit<Story['ids'], 'dossier' | 'log'>> {
  const owner = databaseOf(product)
  try {
    const one = async (query: ReturnType<typeof sql>): Promise<string> => (await owner.query<{ id: string }>(query))[0]?.id ?? assert.fail('the story left nothing of this kind')
    const wait = async (query: ReturnType<typeof sql>): Promise<string> => {
      for (let i = 0; i < 100; i++) {
        const [row] = await owner.query<{ id: string }>(query)
        if (row) return row.id
        await new Promise((done) => setTimeout(done, 100))
      }
      return assert.fail('the worker did not do its part')
    }
    const mine = sql`(select applicant_id from dossier where dossier_id = ${dossierId})`
    return {
      person: await one(sql`select applicant_id as id from dossier where dossier_id = ${dossierId}`),
      household: await one(sql`select household_id as id from household_member where person_id = ${mine} and superseded_at is null and valid_to is null`),
      lane: await one(sql`select lane_id as id from dossier_lane where dossier_id = ${dossierId} order by lane limit 1`),
      document: await wait(sql`select document_id as id from issued_document where dossier_id = ${dossierId} and file_hash is not null limit 1`),
      walletPaper: await wait(sql`select item_id as id from wallet_item where owner_id = ${mine} limit 1`),
      message: await wait(sql`select message_id as id from message where person_id = ${mine} limit 1`),
      correction: await one(sql`select case_id as id from correction_case where person_id = ${mine} limit 1`),
      question: await one(sql`select question_id as id from access_question limit 1`),
      account: await one(sql`select account_id as id from eid_account where person_id = ${mine}`),
      session: await one(sql`select session_id as id from eid_session where person_id = ${mine} and revoked_at is null order by created_at limit 1`),
    }
  } finally {
    await owner.close()
  }
}

export async function beginDraft(browser: Attacker): Promise<string> {
  const start = await browser.get(`/thu-tuc/${service}/bat-dau`)
  const form = formTo(start.text, new RegExp(`^/thu-tuc/${service}/bat-dau`))
  const begun = await browser.post(form.action, form.fields)
  return /\/ho-so\/nhap\/([0-9a-f-]{36})\//.exec(begun.location ?? '')?.[1] ?? assert.fail(`no draft: ${begun.status} ${wordsOf(begun.text)}`)
}

/** Answers page after page until the check page; returns it. */
export async function answerPages(browser: Attacker, draft: string, given: Record<string, string>): Promise<Answer> {
  let path = `/ho-so/nhap/${draft}/known`
  for (let i = 0; i < 12; i++) {
    const page = await browser.get(path)
    if (screenOf(page.text) === 'C-10') return page
    const form = formTo(page.text, path.split('?')[0]!)
    const answers = Object.fromEntries(Object.entries(form.choices).filter(([name, values]) => !form.fields[name] && values.some(Boolean)).map(([name, values]) => [name, values.find(Boolean)!]))
    const sent = await browser.post(form.action, { ...form.fields, ...answers, ...pick(given, form.fields, form.choices) })
    if (sent.status !== 303) assert.fail(`${path}: ${sent.status} ${wordsOf(sent.text)}`)
    path = sent.location!
  }
  return assert.fail('the pages of the draft do not end')
}

const pick = (given: Record<string, string>, ...of: object[]) => Object.fromEntries(Object.entries(given).filter(([name]) => of.some((fields) => name in fields)))

/** Leaves the check page: the code is sent on the way. Returns the form that signs. */
export async function toSignature(browser: Attacker, draft: string): Promise<{ action: string; fields: Record<string, string> }> {
  const sent = await browser.post(`/ho-so/nhap/${draft}/check`, {})
  assert.equal(sent.status, 303, wordsOf(sent.text))
  const page = await browser.get(sent.location!)
  const form = formsOf(page.text).find((each) => 'code' in each.fields) ?? assert.fail(wordsOf(page.text))
  return { action: form.action, fields: { ...form.fields, ...Object.fromEntries(Object.entries(form.choices).map(([name, values]) => [name, values[0]!])) } }
}

interface Reached { readonly phone?: string | undefined; readonly email?: string | undefined }

/** The newest code in the test mailbox that went to this phone or address, once it is another one than before. */
export async function codeFor(browser: Attacker, person: Reached, before?: string): Promise<string> {
  for (let i = 0; i < 200; i++) {
    const code = await newestCode(browser, person)
    if (code && code !== before) return code
    await new Promise((done) => setTimeout(done, 100))
  }
  return assert.fail('no code arrived in the test mailbox')
}

/** The last code that went there, when no letter is under way any more: letters leave later than the answer that sends them. */
export async function lastCode(browser: Attacker, person: Reached): Promise<string | undefined> {
  const owner = databaseOf(await attackedProduct())
  try {
    for (let i = 0; i < 600; i++) {
      const [row] = await owner.query<{ n: number }>(sql`select count(*)::int as n from message where state = 'waiting' and sealed is not null and expires_at > now()`)
      if (row!.n === 0) return await newestCode(browser, person)
      await new Promise((done) => setTimeout(done, 100))
    }
  } finally {
    await owner.close()
  }
  return assert.fail('letters stay under way')
}

async function newestCode(browser: Attacker, person: Reached): Promise<string | undefined> {
  for (const message of (await browser.get('/hop-thu-thu')).text.split('<article').slice(1)) {
    const digits = message.replace(/\s/g, '')
    const code = /\b(\d{6})\b/.exec(wordsOf(message.replace(/<h3[\s\S]*?<\/h3>/, '')))?.[1]
    if (code && ((person.phone && digits.includes(person.phone)) || (person.email && digits.includes(person.email)))) return code
  }
  return undefined
}

export async function fileBirth(browser: Attacker, name: string, person: { phone?: string; email?: string } = cast.mai): Promise<{ code: string; dossierId: string }> {
  const draft = await beginDraft(browser)
  await answerPages(browser, draft, { 'child.fullName': name })
  const before = await lastCode(browser, person)
  const { action, fields } = await toSignature(browser, draft)
  const sent = await browser.post(action, { ...fields, code: await codeFor(browser, person, before) })
  const receipt = await browser.follow(sent)
  const code = /H\d\d(?:\.\d\d)+-\d{6}-\d{4}/.exec(wordsOf(receipt.text))?.[0] ?? assert.fail(`not filed: ${sent.status} ${wordsOf(sent.text)}`)
  return { code, dossierId: /\/ho-so\/([0-9a-f-]{36})\/da-gui/.exec(sent.location!)![1]! }
}

/** An officer takes a dossier as far as the post may, looking at everything on the way. */
export async function workAs(url: string, key: string, code: string, most: number): Promise<number> {
  const officer = await Attacker.persona(url, key)
  for (let i = 0; i < most; i++) {
    const link = new RegExp(`href="(/lam-viec/ho-so/[0-9a-f-]{36})"[^>]*>[^<]*${code.replaceAll('.', '\\.')}`).exec((await officer.get('/lam-viec')).text)?.[1]
    if (!link) return i
    const page = await officer.get(link)
    const form = formTo(page.text, link)
    const exit = ['accept', 'ok', 'approve'].find((each) => form.buttons.some((button) => button.name === '_exit' && button.value === each))
    if (!exit) return i
    const marks = Object.fromEntries(Object.keys(form.choices).filter((name) => form.choices[name]!.includes('ok')).map((name) => [name, 'ok']))
    let sent = await officer.post(link, { ...form.fields, ...marks, _exit: exit })
    if (sent.status === 200) sent = await officer.post(link, { ...formsOf(sent.text).find((each) => each.fields['_sure'] !== undefined)!.fields, _exit: exit })
    assert.equal(sent.status, 303, `${key} ${exit}: ${wordsOf(sent.text).slice(0, 400)}`)
  }
  return most
}
