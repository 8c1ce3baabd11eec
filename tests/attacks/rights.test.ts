import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { apiRoutes, pageRoutes } from '../../src/app/routes.ts'
import { sql, type Database } from '../../src/platform/index.ts'
import { Attacker, type Answer } from './browser.ts'
import { databaseOf } from './house.ts'
import { service, story, type Story } from './story.ts'

/** Which of the story's ids stands where in an address. A new route with an id must be named here, or the test fails. */
const idFor: readonly (readonly [RegExp, (told: Story) => Record<string, string>])[] = [
  [/^\/ho-so\/nhap\/:draft/, (told) => ({ draft: told.hoasDraft, page: 'known', paper: told.ids.document })],
  [/^\/ho-so\/:id/, (told) => ({ id: told.ids.dossier, paper: told.ids.document })],
  [/^\/ho-so\/giay\/:paper/, (told) => ({ paper: told.ids.document })],
  [/^\/(?:api\/papers|vi)\/:id/, (told) => ({ id: told.ids.walletPaper })],
  [/^\/(?:api\/messages|tin)\/:id/, (told) => ({ id: told.ids.message })],
  [/^\/luot-xem\/:id/, (told) => ({ id: told.ids.log })],
  [/^\/api\/my-data\/accesses\/:logId/, (told) => ({ logId: told.ids.log })],
  [/^\/bao-sai\/xong\/:id/, (told) => ({ id: told.ids.correction })],
  [/^\/y-kien\/:id/, (told) => ({ id: told.ids.dossier })],
  [/^\/lam-viec\/ho-so\/:lane/, (told) => ({ lane: told.ids.lane })],
  [/^\/dc\/eid\/tai-khoan\/:account/, (told) => ({ account: told.ids.account })],
  [/^\/dc\/kich-hoat\/ke-hoach\/:plan/, (told) => ({ plan: told.ids.question })],
  [/^\/dc\/eid\/to-chuc\/:entity/, (told) => ({ entity: told.ids.question })],
  [/^\/dc\/eid\/:case/, (told) => ({ case: told.ids.dossier })],
  [/^\/lam-viec\/giay\/:paper/, (told) => ({ paper: told.ids.document })],
  [/^\/lam-viec\/xong\/:dossier/, (told) => ({ dossier: told.ids.dossier })],
  [/^\/lam-viec\/sua-thong-tin\/:/, (told) => ({ id: told.ids.correction, case: told.ids.correction })],
  [/^\/lam-viec\/cau-hoi-luot-xem\/:/, (told) => ({ id: told.ids.question, question: told.ids.question })],
  [/^\/dc\/nguoi\/:person/, (told) => ({ person: told.ids.person, other: told.ids.household, form: 'ct01' })],
  [/^\/dc\/giay\/:document/, (told) => ({ document: told.ids.document })],
  [/^\/dc\/sach\/viec\/:finding/, (told) => ({ finding: told.ids.correction })],
  [/^\/dc\/duyet\/:proposal/, (told) => ({ proposal: told.ids.correction })],
  [/^\/dc\/dia-chi\/:decision/, (told) => ({ decision: told.ids.question })],
  [/^\/dc\/ho\/:household/, (told) => ({ household: told.ids.household })],
  [/^\/lam-viec\/luot-xem-la\/:finding/, (told) => ({ finding: told.ids.question })],
  [/^\/lam-viec\/luot-xem-cua-toi\/:log/, (told) => ({ log: told.ids.log })],
  [/^\/lam-viec\/luot-xem-cua-toi\/hoi\/:finding/, (told) => ({ finding: told.ids.question })],
  [/^\/lam-viec\/xem-khan(-da-mo)?\/:reading/, (told) => ({ reading: told.ids.question })],
  [/^\/mc\/ho-so\/:draft/, (told) => ({ draft: told.hoasDraft, paper: told.ids.document })],
  [/^\/mc\/(?:phieu\/:case|da-nhan\/:dossier)/, (told) => ({ case: told.ids.dossier, dossier: told.ids.dossier, document: told.ids.document, answer: told.ids.dossier, what: 'rut', id: told.ids.dossier, paper: told.ids.document })],
  [/^\/nha-phat-trien\/(?:to-chuc\/:organisation|ung-dung\/:client)/, (told) => ({ organisation: told.ids.question, client: told.ids.question })],
  [/^\/lam-viec\/ben-ket-noi\/:client/, (told) => ({ client: told.ids.question, document: told.ids.document })],
  [/^\/(thu\/)?dong-y\/:uid/, (told) => ({ uid: told.ids.dossier })],
  [/^\/quyen-da-cho\/:id/, (told) => ({ id: told.ids.question })],
  [/^\/yeu-cau-dang-nhap\/:request/, (told) => ({ request: told.ids.question })],
  [/^\/ho-tich\/(?:so\/:entry|giay\/:document|viec\/:act|du-thao\/:case)/, (told) => ({ entry: told.ids.dossier, document: told.ids.document, act: 'khai-tu', case: told.ids.dossier })],
  [/^\/dl\/danh-sach\/:list/, (told) => ({ list: told.ids.question })],
  [/^\/dl\/(?:lan-chay|duyet|ket-qua|sai-lech)\/:/, (told) => ({ run: told.ids.question, list: told.ids.question, row: '2' })],
  [/^\/dc\/trung\/:cluster/, (told) => ({ cluster: told.ids.question })],
  [/^\/chien-dich\/:campaign/, (told) => ({ campaign: told.ids.question, case: told.ids.dossier, area: '29602' })],
  [/^\/dieu-hanh\/ho-so\/:id/, (told) => ({ id: told.ids.dossier })],
]
/** Parameters that name no person's thing: pages of law, kinds of facts, figures, parts of the kit. */
const harmless = /^:(slug|muc|indicator|name|rule|dimension)$/

/** Who tries, and the routes of the story that are rightly theirs. */
const hostile: Readonly<Record<string, RegExp>> = {
  visitor: /^$/,
  binh: /^$/,
  secondPolice: /^$/,
  // A desk, while none of them stands there.
  receptionOfficer: /^$/,
  thuLeader: /^\/dieu-hanh\/ho-so\//,
  adminPerson: /^$/,
  // Her own work: questions about looks, without the looks themselves.
  securityPerson: /^\/lam-viec\/cau-hoi-luot-xem\//,
}

interface Door { readonly method: string; readonly path: string; readonly url: string }

function doorsOf(told: Story): Door[] {
  return [...pageRoutes('demo'), ...apiRoutes()].filter(({ url }) => (url.match(/:[A-Za-z]+/g) ?? []).some((name) => !harmless.test(name))).map(({ method, url }) => {
    const found = idFor.find(([pattern]) => pattern.test(url))
    assert.ok(found, `${method} ${url} takes an id: say in this test whose`)
    const ids = found[1](told)
    const path = url.replace(/:([A-Za-z]+)/g, (_all, name: string) => ids[name] ?? 'known')
    return { method, path, url }
  })
}

/** Forms a thief would send: the fields these routes read, all at once. */
const bodyFor = (told: Story): Record<string, string> => ({
  _exit: 'save', version: '0', _command: crypto.randomUUID(), answer: 'yes', concern: 'not-known', decision: 'accept', reason: 'x', finding: 'lawful', text: 'x', note: 'x', item: 'child.fullName', f: 'requester.pin',
  paper: told.ids.document, phan: 'birth', ban: told.hoasDraft, draft: told.hoasDraft, which: 'birthDate', why: 'entered-wrong', claimed: 'x', 'child.fullName': 'Kẻ Gian', _do: 'consent', thu: service, ma: told.ids.dossier, cach: 'signature', phieu: 'AAAA-AAAA', giay: told.ids.document,
})

function send(browser: Attacker, door: Door, told: Story): Promise<Answer> {
  if (door.method === 'GET') return browser.get(door.path).then((answer) => (answer.location === null || answer.location.startsWith('/dang-nhap') ? answer : browser.follow(answer)))
  if (door.path.startsWith('/api/')) return browser.token().then((token) => browser.raw(door.path, { method: door.method, body: '{"concern":"not-known","note":""}', headers: { 'content-type': 'application/json', 'x-csrf-token': token } }))
  return browser.post(door.path, bodyFor(told))
}

const isShut = (answer: Answer): boolean => [401, 403, 404, 405, 415].includes(answer.status) || (answer.status === 303 && /^\/dang-nhap\?/.test(answer.location ?? ''))

function assertTellsNothing(answer: Answer, told: Story, who: string, where: string, but: readonly string[] = []): void {
  const given = answer.text + JSON.stringify([...answer.headers])
  for (const secret of told.secrets) if (!but.includes(secret)) assert.ok(!given.includes(secret), `${who} learns «${secret}» at ${where}`)
}

/** Everything of Mai's and Hoa's that an intruder might have changed. */
async function standing(owner: Database, told: Story): Promise<string> {
  const rows = await owner.query(sql`
    select (select jsonb_agg(to_jsonb(l) order by lane_id) from dossier_lane l where dossier_id = ${told.ids.dossier}) as lanes,
      (select to_jsonb(d) from dossier d where dossier_id = ${told.ids.dossier}) as dossier,
      (select to_jsonb(d) from draft d where draft_id = ${told.hoasDraft}) as draft,
      (select jsonb_agg(to_jsonb(c) order by consent_id) from dossier_consent c) as consents,
      (select jsonb_agg(to_jsonb(c) order by case_id) from correction_case c) as corrections,
      (select count(*) from access_question) as questions, (select count(*) from access_question_step) as steps,
      (select count(*) from dossier_event where dossier_id = ${told.ids.dossier}) as events,
      (select jsonb_agg(revoked_at) from eid_session where session_id = ${told.ids.session}) as sessions`)
  return JSON.stringify(rows[0])
}

describe('nobody reaches what is somebody else’s', () => {
  let told: Story
  let owner: Database
  before(async () => {
    told = await story()
    owner = databaseOf(told.product)
  })
  after(() => owner.close())

  for (const [who, mine] of Object.entries(hostile)) {
    it(`${who}: every route with an id of Mai or Hoa is shut, tells nothing and changes nothing`, async () => {
      const browser = who === 'visitor' ? new Attacker(told.product.url) : await Attacker.persona(told.product.url, who)
      // Only police get so far as to say why they look; the register must refuse them all the same.
      await browser.post('/dc/ly-do', { 'ly-do': 'residence-check' })
      const before = await standing(owner, told)
      for (const door of doorsOf(told)) {
        if (mine.test(door.path)) continue
        const answer = await send(browser, door, told)
        assert.ok(isShut(answer), `${who} gets ${answer.status} ${answer.location ?? ''} from ${door.method} ${door.url}`)
        assertTellsNothing(answer, told, who, door.url, who === 'binh' ? told.wordsOf.binh : [])
      }
      assert.equal(await standing(owner, told), before)
    })
  }

  it('ids in the body and in the query are as shut as those in the path', async () => {
    const thief = await Attacker.persona(told.product.url, 'binh')
    const before = await standing(owner, told)
    const [password] = await owner.query<{ id: string }>(sql`select authenticator_id as id from eid_authenticator a join eid_session s using (account_id) where s.session_id = ${told.ids.session} and a.revoked_at is null`)
    const tries: [string, Record<string, string>][] = [
      ['/ho-so/nhap/xoa', { draft: told.hoasDraft }], ['/an-toan/dang-xuat', { id: told.ids.session }], ['/an-toan/xoa-khoa', { id: password!.id }], ['/bao-sai/person', { ban: told.hoasDraft, which: 'mother.birthDate', why: 'not-me', claimed: '' }],
    ]
    for (const [path, body] of tries) assertTellsNothing(await thief.follow(await thief.post(path, body)), told, 'binh', path, told.wordsOf.binh)
    for (const path of [`/luot-xem?ho-so=${told.ids.dossier}`, `/luot-xem/tai?ho-so=${told.ids.dossier}`, `/api/my-data/accesses?dossierId=${told.ids.dossier}`, `/bao-sai/household?ban=${told.hoasDraft}`]) {
      assertTellsNothing(await thief.get(path), told, 'binh', path, told.wordsOf.binh)
    }
    assert.equal(await standing(owner, told), before)
    assert.equal((await owner.query(sql`select 1 from eid_authenticator where authenticator_id = ${password!.id} and revoked_at is null`)).length, 1)
  })

  it('a leader sees figures, lists and dossiers, and nobody’s data in any of them', async () => {
    const leader = await Attacker.persona(told.product.url, 'thuLeader')
    const seen = new Set<string>()
    const queue = ['/dieu-hanh', `/dieu-hanh/ho-so/${told.ids.dossier}`, `/lam-viec/tra-cuu?ma=${told.code}`, '/lam-viec']
    for (let path = queue.shift(); path !== undefined && seen.size < 60; path = queue.shift()) {
      if (seen.has(path)) continue
      seen.add(path)
      const answer = await leader.get(path)
      assertTellsNothing(answer, told, 'the leader', path)
      if (answer.status === 200) for (const [, href = ''] of answer.text.matchAll(/href="(\/dieu-hanh[^"]*)"/g)) queue.push(href.replaceAll('&amp;', '&'))
    }
    assert.ok([...seen].filter((path) => path.startsWith('/dieu-hanh/ho-so/')).length > 1, 'the numbers open lists, and the lists open dossiers')
  })

  it('an administrator can open the administration and no page or call with a person in it', async () => {
    const admin = await Attacker.persona(told.product.url, 'adminPerson')
    for (const { method, url } of [...pageRoutes('demo'), ...apiRoutes()]) {
      if (method !== 'GET' || url.includes(':')) continue
      // The tour and the test mailbox are everybody's in a demonstration, and do not exist in production; the kit shows made-up people.
      if (url === '/hop-thu-thu' || url === '/gioi-thieu' || url === '/kit') continue
      assertTellsNothing(await admin.get(url), told, 'the administrator', url)
    }
  })

  it('an officer whose appointment is over, or a person recorded dead, is out at once', async () => {
    const officer = await Attacker.persona(told.product.url, 'insuranceOfficer')
    assert.equal((await officer.get('/lam-viec')).status, 200)
    await owner.query(sql`update eid_session set appointment_id = '01900000-0000-7000-8000-000000000000' where session_id = (select session_id from eid_session where appointment_id is not null order by created_at desc limit 1)`)
    assert.equal((await officer.get('/lam-viec')).status, 403)
  })
})
