import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { cast } from '../../synthetic/index.ts'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { sql, type Database } from '../../src/platform/index.ts'
import { Attacker, formsOf, formTo, wordsOf, type Answer } from './browser.ts'
import { databaseOf } from './house.ts'
import { answerPages, codeFor, lastCode, signInByCode, story, toSignature, type Story } from './story.ts'

const at = 30

/** The same form thirty times at once, as a hand that will not stop pressing, or a thief with a copy. */
async function thirtyTimes(browser: Attacker, path: string, fields: Record<string, string>): Promise<Answer[]> {
  await browser.token()
  const answers = await Promise.all(Array.from({ length: at }, () => browser.post(path, fields)))
  for (const answer of answers) assert.ok(answer.status < 500, `${path}: ${answer.status} ${wordsOf(answer.text).slice(0, 200)}`)
  return answers
}

describe('thirty at once have one effect', () => {
  let told: Story
  let owner: Database
  let dossierId = ''
  const count = async (query: ReturnType<typeof sql>): Promise<number> => Number((await owner.query<{ n: number }>(query))[0]!.n)
  before(async () => {
    told = await story()
    owner = databaseOf(told.product)
  })
  after(() => owner.close())

  it('signing and sending: one dossier, one number, the same receipt for all', async () => {
    const { hoa, hoasDraft } = told
    await answerPages(hoa, hoasDraft, { 'child.fullName': 'Thạch Trần Gia Bảo' })
    const before = await lastCode(hoa, cast.hoa)
    const { action, fields } = await toSignature(hoa, hoasDraft)
    const answers = await thirtyTimes(hoa, action, { ...fields, code: await codeFor(hoa, cast.hoa, before) })
    const receipts = new Set(answers.map((answer) => answer.location).filter((location) => location !== null && /\/da-gui$/.test(location)))
    assert.equal(receipts.size, 1, [...receipts].join(' '))
    assert.ok(answers.every((answer) => answer.status === 303), answers.map(({ status }) => status).join(' '))
    dossierId = /\/ho-so\/([0-9a-f-]+)\//.exec([...receipts][0]!)![1]!
    assert.equal(await count(sql`select count(*) as n from dossier where applicant_id = (select applicant_id from dossier where dossier_id = ${dossierId})`), 1)
    assert.equal(await count(sql`select count(*) as n from dossier_event where dossier_id = ${dossierId} and kind = 'submitted'`), 1)
  })

  it('a decision of an officer: one step', async () => {
    const code = (await owner.query<{ code: string }>(sql`select code from dossier where dossier_id = ${dossierId}`))[0]!.code
    let decided = false
    for (const key of ['lanJustice', 'secondPolice', 'haiPolice', 'policeCommander', 'insuranceOfficer', 'dungChair']) {
      const officer = await Attacker.persona(told.product.url, key)
      const link = new RegExp(`href="(/lam-viec/ho-so/([0-9a-f-]{36}))"[^>]*>[^<]*${code.replaceAll('.', '\\.')}`).exec((await officer.get('/lam-viec')).text)
      if (!link) continue
      const form = formTo((await officer.get(link[1]!)).text, link[1]!)
      const exit = ['accept', 'ok'].find((each) => form.buttons.some((button) => button.value === each))
      if (!exit) continue
      const marks = Object.fromEntries(Object.keys(form.choices).filter((name) => form.choices[name]!.includes('ok')).map((name) => [name, 'ok']))
      await thirtyTimes(officer, link[1]!, { ...form.fields, ...marks, _exit: exit })
      assert.equal(await count(sql`select count(*) as n from dossier_event e join dossier_lane l using (dossier_id, lane) where l.lane_id = ${link[2]!} and e.kind = ${exit}`), 1)
      decided = true
      break
    }
    assert.ok(decided, 'some officer of the demonstration holds a part of this dossier')
  })

  it('an answer to a question for agreement: one answer', async () => {
    const [asked] = await owner.query<{ id: string; personId: string; account: string }>(sql`select consent_id as id, person_id as "personId" from dossier_consent where state = 'asked' limit 1`)
    assert.ok(asked, 'the dossier asks somebody to agree')
    const names = await owner.query<{ name: string }>(sql`select display_name as name from eid_account where person_id = ${asked.personId}`)
    const asks = Object.values(cast).find((person) => person.fullName === names[0]?.name)
    assert.ok(asks, 'the one who is asked is of the cast')
    const browser = await signInByCode(told.product.url, asks)
    const answers = await thirtyTimes(browser, `/y-kien/${asked.id}`, { answer: 'yes' })
    assert.ok(answers.some(({ status }) => status === 303))
    assert.equal(await count(sql`select count(*) as n from dossier_event e join dossier_consent c using (dossier_id) where c.consent_id = ${asked.id} and e.kind = 'consent'`), 1)
  })

  it('taking a dossier back: each part once', async () => {
    const page = await told.hoa.get(`/ho-so/${dossierId}/rut`)
    const form = formsOf(page.text).find(({ action }) => action === `/ho-so/${dossierId}/rut`) ?? assert.fail(wordsOf(page.text))
    await thirtyTimes(told.hoa, form.action, form.fields)
    const open = await count(sql`select count(*) as n from dossier_lane where dossier_id = ${dossierId} and outcome is null`)
    assert.equal(open, 0)
    assert.equal(await count(sql`select count(*) as n from (select lane from dossier_event where dossier_id = ${dossierId} and to_state is not null and kind = 'withdrawn' group by lane having count(*) > 1) twice`), 0)
  })

  it('a question about a look, and its answer: one question, one answer', async () => {
    const asked = () => count(sql`select count(*) as n from access_question where log_id = ${told.ids.log}`)
    await thirtyTimes(told.mai, `/luot-xem/${told.ids.log}/hoi`, { concern: 'not-known', note: 'Lại hỏi', nguon: '' })
    assert.equal(await asked(), 1)
    const officer = await Attacker.persona(told.product.url, 'securityPerson')
    const path = `/lam-viec/cau-hoi-luot-xem/${told.ids.question}`
    const page = await officer.get(path)
    assert.equal(page.status, 200, wordsOf(page.text))
    const form = formTo(page.text, path)
    const answers = Object.fromEntries(Object.entries(form.choices).map(([name, values]) => [name, values.find(Boolean)!]))
    const text = Object.fromEntries(Object.keys(form.fields).filter((name) => form.fields[name] === '' && !name.startsWith('_')).map((name) => [name, 'Cán bộ xem để giải quyết hồ sơ của chị.']))
    await thirtyTimes(officer, path, { ...form.fields, ...text, ...answers })
    assert.equal(await count(sql`select count(*) as n from access_question_step where question_id = ${told.ids.question} and kind = 'answered'`), 1)
  })

  it('a decision on a correction: decided once, one act', async () => {
    const officer = await Attacker.persona(told.product.url, 'haiPolice')
    const path = `/lam-viec/sua-thong-tin/${told.ids.correction}`
    const page = await officer.get(path)
    assert.equal(page.status, 200, wordsOf(page.text))
    const form = formTo(page.text, path)
    const acts = () => count(sql`select count(*) as n from legal_act`)
    const before = await acts()
    const [[choice, values] = ['', []]] = Object.entries(form.choices)
    const yes = values.find((value) => /accept/.test(value)) ?? values[0] ?? ''
    const words = Object.fromEntries(Object.keys(form.fields).filter((name) => form.fields[name] === '' && !name.startsWith('_')).map((name) => [name, '2000-03-09']))
    const answers = await thirtyTimes(officer, path, { ...words, ...form.fields, ...words, [choice]: yes })
    const states = await owner.query<{ state: string }>(sql`select state from correction_case where case_id = ${told.ids.correction}`)
    assert.ok((await acts()) - before <= 1)
    assert.ok(['accepted', 'refused', 'open'].includes(states[0]!.state))
    assert.ok(answers.some(({ status }) => status === 303), answers.map(({ status, text }) => `${status} ${status === 422 ? wordsOf(text).slice(0, 300) : ''}`)[0])
  })

  it('a report of a wrong fact: one case', async () => {
    const before = await count(sql`select count(*) as n from correction_case`)
    await thirtyTimes(await Attacker.persona(told.product.url, 'nam'), '/bao-sai/person', { which: 'gender', why: 'entered-wrong', claimed: 'Nữ', note: '', _command: crypto.randomUUID() })
    assert.equal((await count(sql`select count(*) as n from correction_case`)) - before, 1)
  })

  it('a new password: one password, told once, and everybody who was signed in elsewhere is out', async () => {
    const [elsewhere, here] = [await Attacker.persona(told.product.url, 'hoa'), await Attacker.persona(told.product.url, 'hoa')]
    const passwords = sql`select count(*) as n from eid_authenticator a join eid_account e using (account_id) where e.display_name = ${cast.hoa.fullName} and a.kind = 'password'`
    const before = await count(passwords)
    const answers = await thirtyTimes(here, '/an-toan', { old: demoPassword, password: 'mưa nhỏ chiều hôm', again: 'mưa nhỏ chiều hôm' })
    assert.ok(answers.every(({ status }) => status === 303))
    assert.equal((await count(passwords)) - before, 1)
    assert.match((await elsewhere.get('/toi')).location ?? '', /^\/dang-nhap/)
    assert.equal((await here.get('/toi')).status, 200)
  })
})
