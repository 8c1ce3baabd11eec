import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, filing, working, type CastHouse, type Family } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, registerBirthOf, signDraft, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument, readDocumentFile } from '../../foundations/documents/index.ts'
import type { SigningEvidence } from '../../foundations/eid/index.ts'
import { newId } from '../../kernel/ids.ts'
import { roles, sql, type Actor, type Ctx } from '../../platform/index.ts'
import { officerActor } from '../../platform/testing.ts'
import { addPaper, answerConsent, answerPage, answerSupplement, checkItem, claimLane, consentsForMe, declareWithoutPaper, documentToSign, dropDraft, openCase, openDraft, outlineOf, queue, readOwnDossier, readPaperFile, removePaper, startDraft, submitDossier, takeExit, withdraw } from './index.ts'

const refusedCodes = /^(authorise\.|dossier\.(unknown|draft-unknown|role-wrong|consent-unknown|not-waiting-for-you|item-unknown|signature-missing)|documents\.unknown)/

describe('who may do what with drafts, dossiers and papers', () => {
  let house: CastHouse
  let family: Family
  let stranger: Family
  const made = { draft: '', dossier: '', paper: '', draftPaper: '', document: '', consent: '', lanes: {} as Record<string, string>, evidence: undefined as SigningEvidence | undefined }

  before(async () => {
    house = await castHouse()
    family = await house.family('same')
    stranger = await house.family('same')
    const { dossierId } = await fileAs(house, family.mother)
    await registerBirthOf(house, dossierId)
    await work(house, 'insuranceOfficer', dossierId, 'health-card', ['defects'], { defects: ['clinic-full'] })
    await house.t.drain('2026-11-18T02:00:00.000Z')
    made.dossier = dossierId
    made.lanes = Object.fromEntries(Object.values(await lanesNow(house, dossierId)).map((lane) => [lane.lane, lane.laneId]))
    made.paper = (await house.asPerson(family.mother)((ctx) => addPaper(ctx, { dossierId, item: 'clinic', file: { field: 'f', name: 'a.png', type: 'image/png', bytes: onePixel } }))).paperId
    made.document = (await house.asPerson(family.mother)((ctx) => documentsIn(ctx, dossierId))).find((each) => each.kind === 'birth-certificate')!.documentId
    // Her second draft, without a notice, asks for the paper certificate of birth.
    made.draft = (await house.asPerson(family.mother)((ctx) => startDraft(ctx, 'khai-sinh'))).draftId
    made.draftPaper = (await house.asPerson(family.mother)((ctx) => addPaper(ctx, { draftId: made.draft, item: 'birth-notice-paper', file: { field: 'f', name: 'b.png', type: 'image/png', bytes: onePixel } }))).paperId
    made.evidence = await signDraft(house, family.mother, made.draft)
    made.consent = (await house.asPerson(family.father)(consentsForMe)).find((each) => each.dossierId === dossierId)!.consentId
  })
  after(() => house.close())

  type Case = readonly [name: string, run: (ctx: Ctx) => Promise<unknown>]
  const ownersOnly = (): Case[] => [
    ['openDraft', (ctx) => openDraft(ctx, made.draft)], ['answerPage', (ctx) => answerPage(ctx, { draftId: made.draft, page: 'name', body: { 'child.fullName': 'Lê Văn Lạ' } })],
    ['declareWithoutPaper', (ctx) => declareWithoutPaper(ctx, { draftId: made.draft, item: 'marriage-certificate' })], ['documentToSign', (ctx) => documentToSign(ctx, made.draft)],
    ['submitDossier', (ctx) => submitDossier(ctx, { draftId: made.draft, commandId: newId(), evidence: made.evidence! })], ['dropDraft', (ctx) => dropDraft(ctx, made.draft)],
    ['addPaper to a draft', (ctx) => addPaper(ctx, { draftId: made.draft, item: 'birth-notice-paper', file: { field: 'f', name: 'x.png', type: 'image/png', bytes: onePixel } })],
    ['removePaper', (ctx) => removePaper(ctx, { draftId: made.draft, paperId: made.draftPaper })], ['readPaperFile of a draft', (ctx) => readPaperFile(ctx, made.draftPaper)],
    ['readOwnDossier', (ctx) => readOwnDossier(ctx, made.dossier)], ['withdraw', (ctx) => withdraw(ctx, { dossierId: made.dossier, commandId: newId() })],
    ['answerSupplement', (ctx) => answerSupplement(ctx, { dossierId: made.dossier, lane: 'health-card', body: { clinic: '86M11' }, commandId: newId() })],
    ['addPaper to a dossier', (ctx) => addPaper(ctx, { dossierId: made.dossier, item: 'clinic', file: { field: 'f', name: 'x.png', type: 'image/png', bytes: onePixel } })],
  ]
  const papers = (): Case[] => [
    ['readPaperFile', (ctx) => readPaperFile(ctx, made.paper)], ['readDocument', (ctx) => readDocument(ctx, made.document)], ['readDocumentFile', (ctx) => readDocumentFile(ctx, made.document)],
  ]
  const officers = (lane: string): Case[] => [
    ['openCase', (ctx) => openCase(ctx, made.lanes[lane]!)], ['checkItem', (ctx) => checkItem(ctx, { laneId: made.lanes[lane]!, item: 'rule:household-known', mark: 'ok' })],
    ['claimLane', (ctx) => claimLane(ctx, made.lanes[lane]!)], ['takeExit', async (ctx) => takeExit(ctx, { laneId: made.lanes[lane]!, version: (await lanesNow(house, made.dossier))[lane]!.version, exit: 'approve', commandId: newId() })],
  ]

  async function allRefused(actor: Actor, cases: readonly Case[], who: string): Promise<void> {
    for (const [name, run] of cases) {
      const as = house.t.as(actor, actor.kind === 'officer' ? working : filing, { now: '2026-11-18T03:00:00.000Z' })
      const outcome = await as(run).then(() => 'was let in', (error: { code?: string }) => error.code ?? String(error))
      assert.match(outcome, refusedCodes, `${who}: ${name}`)
    }
  }
  const fingerprint = async (): Promise<unknown> => house.t.owner.query(sql`
    select (select jsonb_agg(to_jsonb(l) order by lane_id) from dossier_lane l) as lanes, (select jsonb_agg(to_jsonb(d) order by draft_id) from draft d) as drafts,
      (select jsonb_agg(to_jsonb(p) order by paper_id) from dossier_paper p) as papers, (select count(*) from dossier) as dossiers, (select jsonb_agg(to_jsonb(c)) from dossier_consent c) as consents`)

  it('what is mine opens for nobody else, and a failed attempt leaves no trace in it', async () => {
    const before = await fingerprint()
    const strangers: [string, Actor][] = [
      ['another citizen', citizen(stranger.mother)], ['the father, who did not file', citizen(family.father)], ['an officer off duty', house.actorOf('lanJustice', true)], ['level 1', { ...citizen(stranger.mother), level: 1 } as Actor],
      ['a visitor', { kind: 'visitor' }], ['a relying party', { kind: 'relying-party', clientId: '86M01' }], ['the machinery', { kind: 'system', name: 'x' }],
      ...roles.map((role): [string, Actor] => [`a ${role} of that commune`, officerActor(role, ['29602'], { organisationId: newId() })]),
    ]
    for (const [who, actor] of strangers) await allRefused(actor, ownersOnly(), who)
    for (const [who, actor] of strangers.filter(([who]) => !who.startsWith('the father') && who !== 'the machinery')) await allRefused(actor, papers(), who)
    await allRefused(citizen(stranger.mother), [['answerConsent', (ctx) => answerConsent(ctx, { consentId: made.consent, agree: true })]], 'another citizen')
    assert.deepEqual(await fingerprint(), before)
  })

  it('a list of papers shows only what one may open', async () => {
    assert.deepEqual(await house.asPerson(stranger.mother)((ctx) => documentsIn(ctx, made.dossier)), [])
    assert.deepEqual((await house.asPerson(family.father)((ctx) => documentsIn(ctx, made.dossier))).map((each) => each.kind), ['birth-certificate'], 'the father holds the certificate of his child')
    assert.deepEqual(await house.asCast('secondJustice')((ctx) => documentsIn(ctx, made.dossier)), [])
  })

  it('a lane opens for officers of its unit alone, and moves only by the post of its step', async () => {
    const before = await fingerprint()
    const lane = 'residence'
    for (const key of ['secondPolice', 'secondCommander', 'lanJustice', 'dungChair', 'insuranceOfficer', 'receptionOfficer', 'secondReception', 'thuLeader', 'adminPerson', 'auditorPerson', 'securityPerson'] as const) await allRefused(house.actorOf(key), officers(lane), key)
    for (const [who, actor] of [['citizen', citizen(family.mother)], ['visitor', { kind: 'visitor' }], ['relying party', { kind: 'relying-party', clientId: 'x' }]] as [string, Actor][]) await allRefused(actor, officers(lane), who)
    const police = house.actorOf('haiPolice') as Extract<Actor, { kind: 'officer' }>
    await allRefused({ ...police, role: 'reception-officer' }, [officers(lane)[3]!, officers(lane)[1]!], 'another post of the same unit')
    await allRefused({ ...police, authLevel: 1 }, officers(lane), 'signed in too weakly')
    await allRefused({ ...police, areas: ['29308'] }, [officers(lane)[3]!].map(([name]): Case => [name, async (ctx) => {
      for (const check of (await openCase(ctx, made.lanes[lane]!)).checks) await checkItem(ctx, { laneId: made.lanes[lane]!, item: check.key, mark: 'ok' })
      await takeExit(ctx, { laneId: made.lanes[lane]!, version: (await lanesNow(house, made.dossier))[lane]!.version, exit: 'approve', commandId: newId() })
    }]), 'a post for another area')
    assert.deepEqual(await fingerprint(), before)
    await assert.rejects(house.asCast('thuLeader')((ctx) => queue(ctx)), { code: 'authorise.not-allowed' })
  })

  it('a leader of the area sees the outline without anybody\'s data; of another area nothing', async () => {
    const outline = await house.asCast('thuLeader')((ctx) => outlineOf(ctx, made.dossier))
    assert.equal(outline.lanes.length, 3)
    assert.ok(!JSON.stringify(outline).includes(family.mother.fullName))
    assert.doesNotMatch(JSON.stringify(outline), /099\d{9}|snapshot|answers/)
    await assert.rejects(house.t.as(officerActor('leader', ['79']))((ctx) => outlineOf(ctx, made.dossier)), { code: 'authorise.not-allowed' })
    await assert.rejects(house.asPerson(stranger.mother)((ctx) => outlineOf(ctx, made.dossier)), { code: 'authorise.not-allowed' })
  })

  it('opens for those it is for', async () => {
    await house.asPerson(family.mother)((ctx) => readOwnDossier(ctx, made.dossier))
    await house.asPerson(family.mother)((ctx) => readPaperFile(ctx, made.paper))
    await house.asPerson(family.father)((ctx) => readDocument(ctx, made.document))
    await house.asPerson(family.father)((ctx) => answerConsent(ctx, { consentId: made.consent, agree: true }))
    await assert.rejects(house.asPerson(family.father)((ctx) => answerConsent(ctx, { consentId: made.consent, agree: false })), { code: 'dossier.consent-unknown' }, 'an answer is given once')
    await house.asCast('insuranceOfficer')((ctx) => readPaperFile(ctx, made.paper))
    await assert.rejects(house.asCast('haiPolice')((ctx) => readPaperFile(ctx, made.paper)), { code: 'authorise.not-allowed' }, 'a paper for the insurance is not for the police')
    await house.asCast('haiPolice')((ctx) => openCase(ctx, made.lanes['residence']!))
  })

  const citizen = ({ personId, accountId }: { personId: string; accountId: string }): Actor => ({ kind: 'citizen', personId, accountId, sessionId: newId(), level: 2, authLevel: 2 })
})

const onePixel = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64'))
