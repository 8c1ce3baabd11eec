import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { importSynthetic } from '../src/app/import/index.ts'
import { joinMatching, matchSocketOf } from '../src/app/matching.ts'
import { LiveRegister, MatchClient, serveMatches, type MatchServer } from '../src/data-ecosystem/linkage/index.ts'
import { changePersonFacts, findPeople, matchPerson } from '../src/foundations/population/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { sql } from '../src/platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../src/platform/testing.ts'
import { KnownAlready, knownAlready } from '../src/web/officer/known-already.tsx'
import { followed } from './follow.ts'

interface Somebody { readonly personId: string; readonly name: string; readonly birth: string; readonly area: string }

describe('finding somebody however they are spelt', async () => {
  const t: TestDatabase = await testDb()
  const dataFolder = mkdtempSync(join(tmpdir(), 'congdan-match-'))
  const socket = matchSocketOf({ dataFolder })
  let live: LiveRegister
  let server: MatchServer
  let somebody: Somebody
  let police: ReturnType<TestDatabase['as']>

  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people: 3_000, seed: 'matching', errors: 'none' })
    live = await LiveRegister.open(t.db)
    server = await serveMatches(socket, live)
    joinMatching({ dataFolder })
    // A name of four words that nobody else of that year bears.
    somebody = (await t.owner.query<Somebody>(sql`
      select person_id as "personId", full_name as name, birth_date as birth, areas[1] as area from person_version p where superseded_at is null and valid_to is null and length(birth_date) = 10 and full_name ~ '^[^ ]+ [^ ]+ [^ ]+ [^ ]+$'
        and (select count(*) from person_version o where o.name_plain = p.name_plain and o.superseded_at is null and o.valid_to is null) = 1 order by person_id limit 1`))[0]!
    police = t.as(officerActor('police-officer', [somebody.area]))
  })
  after(async () => {
    joinMatching({ dataFolder: join(dataFolder, 'nobody') })
    await server.close()
    await t.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  /** The year of birth one off: the search by name and date finds nobody. */
  const askedWrongly = (): { name: string; birthDate: string } => ({ name: somebody.name, birthDate: `${Number(somebody.birth.slice(0, 4)) - 1}${somebody.birth.slice(4)}` })

  it('answers with the person when the year of birth is wrong, and says that it is only likely', async () => {
    const { hits } = await police((ctx) => findPeople(ctx, askedWrongly()))
    assert.deepEqual([hits[0]?.personId, hits[0]?.matched], [somebody.personId, 'likely'])
    const [logged] = await t.owner.query<{ kind: string; subjects: string[] }>(sql`select kind, subjects from access_log where kind = 'search' order by at desc limit 1`)
    assert.ok(logged?.subjects.includes(somebody.personId), 'whoever was shown finds the search among their readings')
  })

  it('shows the police of another commune nobody', async () => {
    const [elsewhere] = await t.owner.query<{ area: string }>(sql`select distinct areas[1] as area from person_version where superseded_at is null and valid_to is null and areas[1] is not null and areas[1] <> ${somebody.area} limit 1`)
    const others = t.as(officerActor('police-officer', [elsewhere!.area]))
    const { hits } = await others((ctx) => findPeople(ctx, askedWrongly()))
    assert.equal(hits.some((hit) => hit.personId === somebody.personId), false)
  })

  it('says whom somebody at a move or a desk may be: ranked, with the reasons against first, anywhere in the country, and logs it', async () => {
    const [away] = await t.owner.query<{ area: string }>(sql`select distinct areas[1] as area from person_version where superseded_at is null and valid_to is null and areas[1] is not null and areas[1] <> ${somebody.area} limit 1`)
    const elsewhere = t.as(officerActor('police-officer', [away!.area]))
    const wrong = askedWrongly()
    const found = await elsewhere((ctx) => matchPerson(ctx, { ...wrong, place: somebody.area }))
    const [best] = found.people
    assert.ok(found.weighed && found.people.length <= 5)
    assert.equal(best?.personId, somebody.personId)
    assert.ok(best.probability! > 0.5 && best.probability! < 1)
    assert.deepEqual(found.people.map((each) => each.probability), found.people.map((each) => each.probability).sort((a, b) => b! - a!))
    assert.match(best.why[0]!.vi, /Ngày sinh chỉ lệch một phần|Họ tên/)
    assert.ok(best.why.some((reason) => reason.side === 'for' && reason.vi === 'Họ tên giống hệt, cả dấu'))
    assert.ok(best.why.some((reason) => /Cùng xã/.test(reason.vi)))
    assert.equal(best.why.map(({ side }) => side).join(' ').search(/for.*against/), -1, 'what speaks against stands first')
    const weight = live.match({ id: '', name: wrong.name, birth: wrong.birthDate, gender: '', numbers: '', commune: somebody.area, address: '' }, 1)[0]!.weight
    assert.ok(Math.abs(best.probability! - 1 / (1 + 2 ** -weight)) < 1e-9, 'the sentences add up to the weight of the kernel')
    const [logged] = await t.owner.query<{ kind: string; subjects: string[] }>(sql`select kind, subjects from access_log where kind = 'search' order by at desc limit 1`)
    assert.ok(logged?.subjects.includes(somebody.personId))
  })

  it('before a birth is entered: who may be the child although something is written otherwise, apart from those of the very same name and day', async () => {
    const lan = t.as(officerActor('justice-officer', [somebody.area]))
    const dossier = (name: string, birthDate: string): never => ({
      exits: ['approve'], dossier: { dossierId: newId() }, definition: { steps: { done: { kind: 'end', effects: [{ act: 'civil-status.registerBirth' }] } } },
      view: { verified: [{ id: 'child.birthDate', text: birthDate }], unverified: [{ item: 'child.fullName', given: name }] },
    }) as never
    const same = await lan((ctx) => knownAlready(ctx, dossier(somebody.name, somebody.birth)))
    assert.deepEqual([same.same.map((hit) => hit.personId), same.near.some((hit) => hit.personId === somebody.personId)], [[somebody.personId], false])
    const { name, birthDate } = askedWrongly()
    const near = await lan((ctx) => knownAlready(ctx, dossier(name, birthDate)))
    assert.deepEqual([near.same, near.near[0]?.personId], [[], somebody.personId])
    const page = renderToString(h(KnownAlready, { known: near, today: '2026-11-18', lang: 'vi' }))
    assert.match(page, /có thể là bé này, ghi khác một chút[\s\S]*khả năng[\s\S]*Họ tên giống hệt, cả dấu \(nói là một người\)/)
    const [search] = await t.owner.query<{ subjects: string[] }>(sql`select subjects from access_log where purpose_text = 'Xem bé đã có trong dữ liệu chưa' order by at desc limit 1`)
    assert.ok(search?.subjects.includes(somebody.personId))
    assert.deepEqual(await police((ctx) => knownAlready(ctx, { ...(dossier(name, birthDate) as object), exits: [] } as never)), { same: [], near: [] })
  })

  it('is no way to look people up by a name alone, nor for posts that meet nobody', async () => {
    await assert.rejects(police((ctx) => matchPerson(ctx, { name: somebody.name, birthDate: null })), { code: 'population.match-needs-birth' })
    await assert.rejects(police((ctx) => matchPerson(ctx, { name: somebody.name.split(' ').at(-1)!, birthDate: somebody.birth })), { code: 'population.match-needs-name' })
    await assert.rejects(police((ctx) => matchPerson(ctx, { name: somebody.name, birthDate: somebody.birth, place: 'Xã Không Có Thật' })), { code: 'population.place-unknown' })
    for (const role of ['leader', 'auditor', 'insurance-officer'] as const) await assert.rejects(t.as(officerActor(role, [somebody.area]))((ctx) => matchPerson(ctx, { name: somebody.name, birthDate: somebody.birth })), { code: 'authorise.not-allowed' })
  })

  it('keeps up with the register: the new name is known, the old one no longer', async () => {
    const name = 'Vương Thúy Quỳnh Giao'
    await police((ctx) => changePersonFacts(ctx, { personId: somebody.personId, facts: { fullName: name }, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId() }))
    await followed(t)
    while (await live.follow());
    const question = { birth: somebody.birth, gender: '', numbers: '', commune: somebody.area, address: '' }
    const best = live.match({ id: '', name: 'Vương Thuý Quinh Giao', ...question }, 1)[0]
    assert.equal(best?.id, somebody.personId)
    assert.equal(live.match({ id: '', name: somebody.name, ...question }, 5).some(({ id }) => id === somebody.personId), false)
  })

  it('is open to this user alone, and answers what is no question with nothing', async () => {
    assert.equal(statSync(socket).mode & 0o777, 0o600)
    const line = await new Promise<string>((done, fail) => {
      const wire = connect(socket, () => wire.write('{"name":1}\nnot json\n'))
      let said = ''
      wire.on('data', (part) => {
        said += String(part)
        if (said.split('\n').length > 2) wire.destroy()
      })
      wire.on('close', () => done(said))
      wire.on('error', fail)
    })
    assert.equal(line, '[]\n[]\n')
  })

  it('is gone without harm: a search without a match process, or with a deaf one, finds what it would have found', async () => {
    const deafPath = join(dataFolder, 'deaf.sock')
    const deaf = createServer(() => undefined)
    await new Promise<void>((done) => deaf.listen(deafPath, done))
    const asked = { name: 'A', birth: '', gender: '', numbers: '', commune: '', address: '', most: 5 }
    const client = new MatchClient(deafPath)
    assert.deepEqual(await Promise.all([client.ask(asked, 50), client.ask(asked, 50)]), [null, null])
    client.close()
    deaf.close()
    assert.equal(await new MatchClient(join(dataFolder, 'missing.sock')).ask(asked), null)
    joinMatching({ dataFolder: join(dataFolder, 'nobody') })
    assert.deepEqual((await police((ctx) => findPeople(ctx, { name: 'Không Có Ai Đâu', birthYear: 1980 }))).hits, [])
  })
})
