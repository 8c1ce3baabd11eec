import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { castHouse, filing, morning, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, fillIn, lanesNow, linkedBirth, signDraft } from '../../app/testing/journey.ts'
import { requestSigningCode, signWithCode, type SigningEvidence } from '../../foundations/eid/index.ts'
import { changePersonFacts } from '../../foundations/population/index.ts'
import { accessesAbout } from '../../foundations/trail/index.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds, sql } from '../../platform/index.ts'
import { answerPage, documentToSign, dropDraft, expireRequests, openDraft, ownDossiers, ownDrafts, readOwnDossier, startDraft, submitDossier } from './index.ts'

describe('drafts and filing', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const count = async (table: 'dossier' | 'dossier_lane' | 'dossier_event'): Promise<number> => (await house.t.owner.query<{ n: number }>(sql`select count(*) as n from ${sql.ident(table)}`))[0]!.n
  const code = (error: unknown): string => (error as { code: string }).code

  describe('the draft', () => {
    it('is one per person and service, on every device, also when two start at once', async () => {
      const { mother } = await house.family('same')
      const drafts = await Promise.all([1, 2, 3, 4].map(() => house.asPerson(mother)((ctx) => startDraft(ctx, linkedBirth))))
      assert.equal(new Set(drafts.map((draft) => draft.draftId)).size, 1)
    })

    it('keeps the good answers of a page when another is wrong, and shows what was typed', async () => {
      const { mother } = await house.family('same')
      const as = house.asPerson(mother)
      const { draftId } = await as((ctx) => startDraft(ctx, linkedBirth))
      const outcome = await as((ctx) => answerPage(ctx, { draftId, page: 'receive', body: { clinic: '86M11', copies: '7', 'contact.phone': '12' } }))
      assert.ok(!outcome.ok)
      assert.deepEqual(outcome.shown.errors.map((each) => each.field).toSorted(), ['contact.phone', 'copies'])
      assert.equal(outcome.shown.typed['contact.phone'], '12')
      const after = await as((ctx) => openDraft(ctx, draftId))
      assert.equal(after.draft.answers['clinic'], '86M11')
      assert.equal(after.draft.answers['copies'], undefined)
      assert.deepEqual((await as(ownDrafts)).map((draft) => draft.draftId), [draftId])
    })

    it('never takes a fact from the browser', async () => {
      const { mother, father } = await house.family('same')
      const as = house.asPerson(mother)
      const draftId = await fillIn(house, mother)
      await as((ctx) => answerPage(ctx, { draftId, page: 'name', body: { 'child.fullName': 'Lê Gia An', 'mother.fullName': 'Kẻ Gian', 'father.personId': mother.personId, 'event.birthDate': '2020-01-01', 'receiving.commune': '29308', 'home.householdId': newId(), 'child.pin': '099300000001' } }))
      const evidence = await signDraft(house, mother, draftId)
      const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
      const { dossier } = await as((ctx) => readOwnDossier(ctx, dossierId))
      assert.equal(dossier.snapshot.facts['mother.fullName']!.value, mother.fullName)
      assert.equal(dossier.snapshot.facts['father.personId']!.value, father.personId)
      assert.equal(dossier.area, '29602')
      assert.ok(Object.keys(dossier.answers).every((id) => !id.startsWith('mother.') && !id.startsWith('event.') && !id.startsWith('home.house') && id !== 'child.pin'))
    })

    it('reads the registers again at filing: what changed since is what is filed', async () => {
      const { mother, father } = await house.family('same')
      const draftId = await fillIn(house, mother)
      const evidence = await signDraft(house, mother, draftId)
      await house.asCast('haiPolice', { purpose: { code: 'register', basis: 'Luật Căn cước 2023, đ.11' } })((ctx) => changePersonFacts(ctx, { personId: father.personId, facts: { fullName: 'Lê Văn Đổi Tên' }, source: 'civil-status', basis: { article: 'Luật Hộ tịch 2014, đ.26' }, commandId: newId() }))
      const { dossierId } = await house.asPerson(mother)((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
      assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).dossier.snapshot.facts['father.fullName']!.value, 'Lê Văn Đổi Tên')
    })

    it('drops answers of questions that no longer apply', async () => {
      const { mother } = await house.family('two')
      const as = house.asPerson(mother)
      const draftId = await fillIn(house, mother, { answers: { 'home.of': 'father' } })
      await house.t.owner.query(sql`update draft set answers = answers || '{"child.declaredGender": "male", "father.declaredPin": "099099880999", "father.case": "not-declared"}' where draft_id = ${draftId}`)
      const evidence = await signDraft(house, mother, draftId)
      const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
      const { answers } = (await as((ctx) => readOwnDossier(ctx, dossierId))).dossier
      assert.equal(answers['home.of'], 'father')
      for (const id of ['child.declaredGender', 'father.declaredPin', 'father.case']) assert.equal(answers[id], undefined)
    })

    it('is forgotten after thirty days, and when its owner drops it', async () => {
      const { mother } = await house.family('same')
      const as = house.asPerson(mother)
      const { draftId } = await as((ctx) => startDraft(ctx, linkedBirth))
      const late = plusSeconds(morning, 31 * 86_400)
      assert.deepEqual(await house.asPerson(mother, { now: late })(ownDrafts), [])
      await house.t.as({ kind: 'system', name: 'sweep' }, undefined, { now: late })(expireRequests)
      assert.deepEqual(await house.t.owner.query(sql`select 1 from draft where draft_id = ${draftId}`), [])
      const again = await as((ctx) => startDraft(ctx, linkedBirth))
      await as((ctx) => dropDraft(ctx, again.draftId))
      await assert.rejects(as((ctx) => openDraft(ctx, again.draftId)), { code: 'dossier.draft-unknown' })
    })

    it('goes on with the text of the procedure in force', async () => {
      const { mother } = await house.family('same')
      const draftId = await fillIn(house, mother)
      const evidence = await signDraft(house, mother, draftId)
      await house.t.owner.query(sql`insert into procedure_version (hash, code, name, evaluator_version, canonical, published_at) select 'older', code, name, evaluator_version, canonical, published_at from procedure_version where code = '2.000986' on conflict do nothing`)
      const { hash } = await house.asPerson(mother)((ctx) => documentToSign(ctx, draftId))
      await house.t.owner.query(sql`update draft set procedure_hash = 'older' where draft_id = ${draftId}`)
      const open = await house.asPerson(mother)((ctx) => openDraft(ctx, draftId))
      assert.notEqual(open.draft.procedureHash, 'older')
      assert.equal((await house.asPerson(mother)((ctx) => documentToSign(ctx, draftId))).hash, hash)
      assert.ok((await house.asPerson(mother)((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))).dossierId)
    })

    it('is refused for a service that cannot be filed here yet, with where to go', async () => {
      await assert.rejects(house.asCast('mai')((ctx) => startDraft(ctx, '1.014137')), (error: { code: string; vi: string }) => error.code === 'dossier.not-online-yet' && /Bảo hiểm xã hội/.test(error.vi))
      await assert.rejects(house.asCast('mai')((ctx) => startDraft(ctx, 'khong-co')), { code: 'dossier.service-unknown' })
    })
  })

  describe('the signature', () => {
    it('is bound to the answers: a change after signing needs a new one', async () => {
      const { mother } = await house.family('same')
      const as = house.asPerson(mother)
      const draftId = await fillIn(house, mother)
      const evidence = await signDraft(house, mother, draftId)
      await as((ctx) => answerPage(ctx, { draftId, page: 'name', body: { 'child.fullName': 'Lê Gia Khác' } }))
      await assert.rejects(as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence })), { code: 'dossier.signature-missing' })
      await as((ctx) => answerPage(ctx, { draftId, page: 'name', body: { 'child.fullName': 'Lê Gia An' } }))
      assert.ok((await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))).code, 'the very answers that were signed')
    })

    it('is refused when any part of it is forged, or of another person or draft', async () => {
      const [one, two] = [await house.family('same'), await house.family('same')]
      const [draftId, other] = [await fillIn(house, one.mother), await fillIn(house, two.mother)]
      const [mine, theirs] = [await signDraft(house, one.mother, draftId), await signDraft(house, two.mother, other)]
      const forged: SigningEvidence[] = [
        theirs, { ...theirs, personId: mine.personId }, { ...theirs, documentHash: mine.documentHash }, { ...theirs, personId: mine.personId, documentHash: mine.documentHash },
        { ...mine, seal: theirs.seal }, { ...mine, seal: '' }, { ...mine, method: 'passkey' }, { ...mine, authLevel: 4 }, { ...mine, at: plusSeconds(mine.at, 1) }, { ...mine, challengeId: newId() },
        {} as SigningEvidence, { ...mine, seal: undefined } as unknown as SigningEvidence,
      ]
      for (const evidence of forged) await assert.rejects(house.asPerson(one.mother)((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence })), { code: 'dossier.signature-missing' })
    })

    it('with a code asked for another text is none', async () => {
      const { mother } = await house.family('same')
      const draftId = await fillIn(house, mother)
      const as = house.asPerson(mother)
      const { hash } = await as((ctx) => documentToSign(ctx, draftId))
      const sent = await as((ctx) => requestSigningCode(ctx, { documentHash: '0'.repeat(64), what: 'khác' }))
      assert.deepEqual(await as((ctx) => signWithCode(ctx, { challengeId: sent.challengeId, code: house.codeFor(mother.personId), documentHash: hash })), { ok: false, reason: 'ended' })
    })
  })

  describe('filing', () => {
    it('refuses what is incomplete, naming each gap, and logs the reading all the same', async () => {
      const { mother, father } = await house.family('same')
      const as = house.asPerson(mother)
      const { draftId } = await as((ctx) => startDraft(ctx, linkedBirth))
      const since = plusSeconds(morning, 5)
      const evidence = await signDraft(house, mother, draftId)
      await assert.rejects(house.asPerson(mother, { now: since })((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence })), (error: { code: string; errors: { field: string }[] }) =>
        error.code === 'dossier.not-complete' && ['child.fullName', 'clinic', 'declaration'].every((id) => error.errors.some((each) => each.field === id)))
      const rows = await house.t.owner.transaction((tx) => accessesAbout(tx, { people: [father.personId], from: since, until: plusSeconds(since, 1) }))
      assert.ok(rows.length > 0 && rows.every((row) => row.outcome === 'refused'), 'a refused request leaves its readings in the log')
    })

    it('the same command twenty times at once: one dossier, the same receipt', async () => {
      const { mother } = await house.family('same')
      const draftId = await fillIn(house, mother)
      const evidence = await signDraft(house, mother, draftId)
      const before = await count('dossier')
      const commandId = newId()
      const receipts = await Promise.all(Array.from({ length: 20 }, () => house.asPerson(mother)((ctx) => submitDossier(ctx, { draftId, commandId, evidence }))))
      assert.equal(new Set(receipts.map((each) => each.dossierId)).size, 1)
      assert.equal(new Set(receipts.map((each) => each.code)).size, 1)
      assert.equal(receipts.filter((each) => !each.replayed).length, 1)
      assert.equal(await count('dossier'), before + 1)
      assert.equal((await house.asPerson(mother)(ownDossiers)).length, 1)
      const again = await house.asPerson(mother, { now: plusSeconds(morning, 9_000) })((ctx) => submitDossier(ctx, { draftId, commandId, evidence }))
      assert.equal(again.replayed, true)
      await assert.rejects(house.asCast('nam')((ctx) => submitDossier(ctx, { draftId, commandId, evidence })), { code: 'dossier.unknown' }, 'the receipt is not told to somebody else')
    })

    it('two devices sending the same draft with commands of their own: one dossier', async () => {
      const { mother } = await house.family('same')
      const draftId = await fillIn(house, mother)
      const evidence = await signDraft(house, mother, draftId)
      const receipts = await Promise.all([newId(), newId()].map((commandId) => house.asPerson(mother)((ctx) => submitDossier(ctx, { draftId, commandId, evidence }))))
      assert.equal(receipts[0]!.dossierId, receipts[1]!.dossierId)
    })

    it('a command used again for another draft gives the first receipt, and no number is lost', async () => {
      const { mother } = await house.family('same')
      const as = house.asPerson(mother)
      const [linked, alone] = [await fillIn(house, mother), await fillIn(house, mother, { slug: 'khai-sinh' })]
      const commandId = newId()
      const [one, two] = [await signDraft(house, mother, linked), await signDraft(house, mother, alone)]
      const first = await as((ctx) => submitDossier(ctx, { draftId: linked, commandId, evidence: one }))
      const last = () => house.t.owner.query(sql`select last from dossier_sequence where unit_code = 'H86.41.01' and day = '2026-11-18'`)
      const before = await last()
      // The page that signs holds the draft already when it files.
      const again = await as(async (ctx) => {
        await answerPage(ctx, { draftId: alone, page: 'declare', body: { declaration: 'yes' } })
        return submitDossier(ctx, { draftId: alone, commandId, evidence: two })
      })
      assert.deepEqual(again, { ...first, replayed: true })
      assert.deepEqual(await last(), before)
      assert.equal((await as((ctx) => openDraft(ctx, alone))).draft.dossierId, null, 'the other draft is still open')
    })

    it('both parents filing for the same birth: one runs, the other is told its code', async () => {
      const { mother, father } = await house.family('same')
      const [hers, his] = [await fillIn(house, mother), await fillIn(house, father)]
      const [signedByHer, signedByHim] = [await signDraft(house, mother, hers), await signDraft(house, father, his)]
      const outcomes = await Promise.allSettled([
        house.asPerson(mother)((ctx) => submitDossier(ctx, { draftId: hers, commandId: newId(), evidence: signedByHer })),
        house.asPerson(father)((ctx) => submitDossier(ctx, { draftId: his, commandId: newId(), evidence: signedByHim })),
      ])
      const won = outcomes.find((each) => each.status === 'fulfilled')!
      const lost = outcomes.find((each) => each.status === 'rejected')!
      assert.equal(code(lost.reason), 'dossier.already-running')
      assert.ok((lost.reason as { vi: string }).vi.includes(won.value.code))
    })

    it('twins: two notices, two dossiers, and the second is about the second child', async () => {
      const { mother, notice } = await house.family('same')
      const second = await house.notice(mother, { bornOn: notice!.bornOn, bornAt: '06:31', childSex: 'male' })
      const [a, b] = [await fileAs(house, mother, { answers: { 'child.fullName': 'Lê Gia Một' } }), await fileAs(house, mother, { answers: { 'child.fullName': 'Lê Gia Hai' } })]
      const numbers = []
      for (const { dossierId } of [a, b]) numbers.push((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).dossier.snapshot.facts['event.noticeNumber']!.value)
      assert.deepEqual(new Set(numbers), new Set([notice!.number, second.number]))
    })

    it('codes have the form of the circular, count from one per unit and day, and none is lost or given twice', async () => {
      const today = '2026-11-19T02:00:00.000Z'
      const families = []
      for (let i = 0; i < 6; i++) families.push(await house.family('same', { now: today }))
      const drafts: { mother: Somebody; draftId: string; evidence: SigningEvidence }[] = []
      for (const { mother } of families) {
        const draftId = await fillIn(house, mother, { now: today })
        drafts.push({ mother, draftId, evidence: await signDraft(house, mother, draftId, today) })
      }
      const send = (each: (typeof drafts)[number], evidence = each.evidence) => house.asPerson(each.mother, { now: today })((ctx) => submitDossier(ctx, { draftId: each.draftId, commandId: newId(), evidence }))
      const codes: string[] = []
      await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 12 }), fc.boolean(), async (order, spoil) => {
        const outcomes = await Promise.allSettled(order.map((i, n) => send(drafts[i]!, spoil && n % 3 === 0 ? { ...drafts[i]!.evidence, seal: 'x' } : undefined)))
        for (const each of outcomes) if (each.status === 'fulfilled' && !codes.includes(each.value.code)) codes.push(each.value.code)
        const serials = codes.map((each) => Number(/^H86\.41\.01-261119-(\d{4})$/.exec(each)?.[1])).toSorted((x, y) => x - y)
        assert.deepEqual(serials, serials.map((_, i) => i + 1), 'gapless')
      }), { numRuns: 6 })
      await Promise.all(drafts.map((each) => send(each)))
    })

    it('killed in the middle: nothing half remains, and sending again works', async () => {
      const { mother } = await house.family('same')
      const draftId = await fillIn(house, mother)
      const evidence = await signDraft(house, mother, draftId)
      const tables = ['dossier', 'dossier_lane', 'dossier_event'] as const
      const before = await Promise.all(tables.map(count))
      const [sequence] = await house.t.owner.query<{ last: number }>(sql`select last from dossier_sequence where unit_code = 'H86.41.01' and day = '2026-11-18'`)
      const commandId = newId()
      for (const at of ['after the writes', 'before the commit'] as const) {
        await assert.rejects(house.asPerson(mother)(async (ctx) => {
          const { pid } = await ctx.tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
          await submitDossier(ctx, { draftId, commandId, evidence })
          await house.t.owner.query(sql`select pg_terminate_backend(${pid}, 5000)`)
          if (at === 'after the writes') await ctx.tx.run(sql`select 1`)
        }))
      }
      assert.deepEqual(await Promise.all(tables.map(count)), before)
      const [after] = await house.t.owner.query<{ last: number }>(sql`select last from dossier_sequence where unit_code = 'H86.41.01' and day = '2026-11-18'`)
      assert.deepEqual(after, sequence, 'no number was used up')
      assert.equal((await house.asPerson(mother)((ctx) => openDraft(ctx, draftId))).missing.length, 0, 'what she typed is still there')
      const receipt = await house.asPerson(mother)((ctx) => submitDossier(ctx, { draftId, commandId, evidence }))
      assert.equal(receipt.replayed, false)
      assert.equal(Object.keys(await lanesNow(house, receipt.dossierId)).length, 3)
    })

    it('needs an account of level 2', async () => {
      const { mother } = await house.family('same')
      const draftId = await fillIn(house, mother)
      const evidence = await signDraft(house, mother, draftId)
      await assert.rejects(house.asPerson(mother, { level: 1, purpose: filing })((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence })), { code: 'authorise.level-too-low' })
    })
  })
})
