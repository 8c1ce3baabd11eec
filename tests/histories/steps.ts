import { newId } from '../../src/kernel/ids.ts'
import { addDays } from '../../src/kernel/plain-date.ts'
import * as civil from '../../src/foundations/civil-status/index.ts'
import * as population from '../../src/foundations/population/index.ts'
import * as residence from '../../src/foundations/residence/index.ts'
import { citizenActor } from '../../src/platform/testing.ts'
import { communes, testPin } from '../../src/foundations/residence/testing.ts'
import { basis, judgment, posts, type World } from './world.ts'

/**
 * One kind of thing that can happen in law. `take` draws whom it happens to and when; a refusal is an outcome like any other.
 * To have a new act in the random histories, add a line here: the invariants and the rebuild then hold for it, or the test says so.
 */
export interface LegalStep {
  readonly name: string
  readonly weight: number
  take(world: World): Promise<unknown>
}

const step = (name: string, weight: number, take: LegalStep['take']): LegalStep => ({ name, weight, take })
const command = () => newId()
const registering = () => ({ area: communes.home, signer: { fullName: 'Nguyễn Quốc Dũng', title: 'Chủ tịch' }, commandId: command() })

const people: readonly LegalStep[] = [
  step('facts change', 2, (w) => w.as(posts.officer, (ctx) => population.changePersonFacts(ctx, { personId: w.person(), facts: { phone: `03000000${10 + w.draw(80)}` }, from: w.dayWithin(20), source: 'declaration', basis, commandId: command() }))),
  step('facts are corrected by two', 2, (w) => byTwo(w, (ctx) => population.proposeCorrection(ctx, { personId: w.person(), facts: w.pick([{ fullName: 'Người Thử Sửa' }, { birthDate: '1985' }, { gender: 'male' as const }, { nativePlace: { area: null, text: 'Quê mẫu' } }]), basis, commandId: command() }))),
  step('number given anew', 1, (w) => byTwo(w, (ctx) => population.proposeNumberAnew(ctx, { personId: w.person(), reason: 'assigned-wrong', basis, commandId: command() }))),
  step('two entries are one', 2, (w) => byTwo(w, (ctx) => population.proposeMerge(ctx, { personId: w.person(), survivorId: w.person(), basis, commandId: command() }))),
  step('and two after all', 1, async (w) => {
    const views = await w.system((ctx) => population.readPeople(ctx, w.people, ['pin']))
    const merged = [...views.values()].filter((each) => each.mergedFrom)
    if (merged.length > 0) await byTwo(w, (ctx) => population.proposeUnmerge(ctx, { personId: merged[w.draw(merged.length)]!.mergedFrom!, survivorId: merged[0]!.personId, basis, commandId: command() }))
  }),
  step('relative recorded', 3, (w) => w.as(posts.officer, (ctx) => population.linkRelatives(ctx, {
    personId: w.person(), kind: w.pick(['father', 'mother', 'child', 'guardian', 'ward', 'representative'] as const), other: { personId: w.person() }, from: w.dayWithin(20), source: 'declaration',
    standing: w.pick(['confirmed', 'confirmed', 'claimed'] as const), basis, commandId: command(),
  }))),
  step('relative corrected', 1, (w) => w.as(posts.officer, (ctx) => population.correctRelation(ctx, { personId: w.person(), kind: w.pick(['father', 'mother', 'child', 'guardian'] as const), wrong: { personId: w.person() }, right: { personId: w.person() }, source: 'correction', basis, commandId: command() }))),
  step('guardianship ends', 1, (w) => w.as(posts.officer, (ctx) => population.endRelation(ctx, { personId: w.person(), kind: w.pick(['guardian', 'ward'] as const), other: { personId: w.person() }, on: w.today, reason: 'court', source: 'court', basis, commandId: command() }))),
  step('old number claimed', 2, (w) => w.as(posts.officer, (ctx) => population.claimOldNumber(ctx, { personId: w.person(), kind: 'cmnd9', value: '321234567', basis, commandId: command() }))),
  step('old number answered', 2, (w) => w.as(posts.secondOfficer, (ctx) => population.answerOldNumber(ctx, { personId: w.person(), kind: 'cmnd9', value: '321234567', answer: w.pick(['confirm', 'reject'] as const), reason: 'đã so với giấy', basis, commandId: command() }))),
  step('card recorded', 1, (w) => w.as(posts.officer, (ctx) => population.recordIdentityCard(ctx, { personId: w.person(), kind: 'can-cuoc', number: '099190000001', issuedOn: w.dayWithin(40), unlimited: true, source: 'declaration', basis, commandId: command() }))),
]

const lives: readonly LegalStep[] = [
  step('missing', 1, (w) => w.as(posts.commander, (ctx) => population.recordMissing(ctx, { personId: w.person(), missingDate: w.dayWithin(30), basis, commandId: command() }))),
  step('settled abroad', 1, (w) => w.as(posts.commander, (ctx) => population.recordLeft(ctx, { personId: w.person(), on: w.dayWithin(10), basis, commandId: command() }))),
  step('nationality given up', 1, (w) => w.as(posts.commander, (ctx) => population.recordRenounced(ctx, { personId: w.person(), on: w.dayWithin(10), nationalities: ['FRA'], basis, commandId: command() }))),
  step('back', 2, (w) => w.as(posts.commander, (ctx) => population.recordReturn(ctx, { personId: w.person(), on: w.today, nationalities: ['VNM'], basis, commandId: command() }))),
  step('status recorded by mistake', 1, (w) => w.as(posts.commander, (ctx) => population.undoLifeStatus(ctx, { personId: w.person(), basis, commandId: command() }))),
]

const books: readonly LegalStep[] = [
  step('birth', 2, (w) => w.as(posts.chair, async (ctx) => {
    const motherId = w.of('female')
    const done = await civil.registerBirth(ctx, {
      ...registering(), motherId, fatherId: w.of('male'), requester: { personId: motherId, relation: 'mother' },
      child: { fullName: 'Trẻ Mới Sinh', gender: w.pick(['female', 'male'] as const), birthDate: w.dayWithin(30), birthTime: '06:20', birthPlace: { area: communes.home, text: 'Bệnh viện mẫu' }, ethnicity: '01' },
    })
    return done.personId
  }).then((child) => w.people.push(child))),
  step('marriage', 4, (w) => w.as(posts.chair, (ctx) => civil.registerMarriage(ctx, { husbandId: w.of('male'), wifeId: w.of('female'), bothPresent: true, ...registering() }))),
  step('divorce', 2, async (w) => {
    const marriage = await w.system((ctx) => civil.marriageOf(ctx, w.person()))
    if (marriage) await w.as(posts.justice, (ctx) => civil.noteDivorce(ctx, { marriageId: marriage.marriageId, decision: { ...judgment, date: w.today }, effectiveOn: w.today, ...registering() }))
  }),
  step('death', 2, (w) => w.as(posts.chair, (ctx) => civil.registerDeath(ctx, { personId: w.person(), diedOn: w.dayWithin(25), place: 'Tại nhà', cause: 'Tuổi già', noticeKind: '0', requester: { fullName: 'Người nhà', relation: 'con' }, ...registering() }))),
  step('death declared by court', 1, (w) => w.as(posts.chair, (ctx) => civil.declareDeath(ctx, { personId: w.person(), diedOn: w.dayWithin(300), decision: { ...judgment, date: w.today }, effectiveOn: w.today, ...registering() }))),
  step('declaration of death annulled', 2, async (w) => {
    const declared = (await w.as(posts.justice, (ctx) => civil.searchBooks(ctx, { kind: 'death' }))).lines
    if (declared.length > 0) await w.as(posts.chair, (ctx) => civil.annulDeathDeclaration(ctx, { entryId: w.pick(declared).entryId, decision: { ...judgment, date: w.today }, effectiveOn: w.today, ...registering() }))
  }),
  step('marriage annulled', 1, async (w) => {
    const marriage = await w.system((ctx) => civil.marriageOf(ctx, w.person()))
    if (marriage) await w.as(posts.justice, (ctx) => civil.annulMarriage(ctx, { marriageId: marriage.marriageId, decision: { ...judgment, date: w.today }, effectiveOn: w.today, ...registering() }))
  }),
  step('marriage registered again', 1, (w) => w.as(posts.chair, (ctx) => civil.registerMarriage(ctx, { husbandId: w.of('male'), wifeId: w.of('female'), bothPresent: true, again: { since: w.dayWithin(400) }, ...registering() }))),
  step('parent recognised', 2, (w) => w.as(posts.chair, (ctx) => civil.recogniseParent(ctx, { parentId: w.person(), childId: w.person(), kind: w.pick(['1', '2', '3', '4']), proof: { ...judgment, date: w.today }, noDispute: true, otherParentAgrees: true, ...registering() }))),
  step('adoption', 2, (w) => w.as(posts.chair, (ctx) => civil.adoptChild(ctx, {
    childId: w.people.at(-1)!, fatherId: w.pick([null, w.of('male')]), motherId: w.pick([null, w.of('female')]), stepParent: w.pick([true, false]), relative: true, birthParentsAgree: true, childAgrees: true, ...registering(),
  }))),
  step('guardianship', 2, (w) => w.as(posts.chair, (ctx) => civil.registerGuardianship(ctx, { guardianId: w.person(), wardId: w.person(), reason: 'Không còn cha mẹ', decision: { ...judgment, date: w.today }, guardianAgrees: true, ...registering() }))),
  step('guardianship ended in the book', 2, async (w) => {
    const begun = (await w.as(posts.justice, (ctx) => civil.searchBooks(ctx, { kind: 'guardianship' }))).lines
    if (begun.length > 0) await w.as(posts.chair, (ctx) => civil.endGuardianship(ctx, { entryId: w.pick(begun).entryId, on: w.today, reason: 'Đã thành niên', ...registering() }))
  }),
  step('facts of civil status changed', 2, (w) => w.as(posts.chair, (ctx) => civil.changeCivilFacts(ctx, {
    personId: w.person(), ...w.pick([{ change: 'name' as const, value: 'Tên Mới Đổi' }, { change: 'gender' as const, value: w.pick(['male', 'female']) }, { change: 'correction' as const, field: 'birthDate' as const, value: '1986-06-06' }]),
    reason: 'Theo giấy tờ', proof: { ...judgment, date: w.today }, personAgrees: true, ...registering(),
  }))),
  step('marital status certified', 1, (w) => w.as(posts.chair, (ctx) => civil.certifyMaritalStatus(ctx, { personId: w.person(), purposeKind: '5', purpose: 'Vay vốn', ...registering() }))),
]

const homes: readonly LegalStep[] = [
  step('household opened', 3, (w) => w.as(posts.officer, (ctx) => residence.openHousehold(ctx, { personId: w.person(), place: { area: w.pick([communes.home, communes.second]), detail: `Số ${w.draw(9)}` }, from: w.dayWithin(10), commandId: command() }))),
  step('household joined', 4, async (w) => {
    const home = await w.home(w.person())
    if (home) await w.as(posts.officer, (ctx) => residence.registerPermanent(ctx, { personId: w.person(), householdId: home.householdId, relationToHead: w.pick(['01', '02', '04', '26']), from: w.dayWithin(10), commandId: command() }))
  }),
  step('another head', 2, async (w) => {
    const newHeadId = w.person()
    const home = await w.home(newHeadId)
    const relations = Object.fromEntries((home?.members ?? []).filter((each) => each.personId !== newHeadId).map((each) => [each.personId, '26']))
    if (home) await w.as(posts.officer, (ctx) => residence.changeHead(ctx, { householdId: home.householdId, newHeadId, relations, from: w.today, commandId: command() }))
  }),
  step('household split', 2, async (w) => {
    const personId = w.person()
    const home = await w.home(personId)
    if (home) await w.as(posts.officer, (ctx) => residence.splitHousehold(ctx, { householdId: home.householdId, members: [{ personId, relationToHead: '01' }], headConsent: 'given', from: w.today, commandId: command() }))
  }),
  step('temporary residence', 2, (w) => w.as(posts.officer, (ctx) => residence.registerTemporary(ctx, { personId: w.person(), place: { area: communes.second, detail: `Trọ ${w.draw(5)}` }, from: w.today, until: addDays(w.today, 200), ownerConsent: 'CT01', commandId: command() }))),
  step('registration removed', 1, (w) => w.as(posts.officer, (ctx) => residence.removePermanent(ctx, { personId: w.person(), ground: 'settled-abroad', on: w.today, since: w.today, commandId: command() }))),
  step('households become one', 2, async (w) => {
    const [home, other] = [await w.home(w.person()), await w.home(w.person())]
    const relations = Object.fromEntries((other?.members ?? []).map((each) => [each.personId, '26']))
    if (home && other) await w.as(posts.officer, (ctx) => residence.mergeHouseholds(ctx, { householdId: home.householdId, mergedId: other.householdId, relations, from: w.today, commandId: command() }))
  }),
  step('relation to the head corrected', 2, async (w) => {
    const personId = w.person()
    const home = await w.home(personId)
    if (home) await w.as(posts.officer, (ctx) => residence.correctRelation(ctx, { householdId: home.householdId, personId, relationToHead: w.pick(['04', '20', '26']), from: w.pick([null, w.today]), commandId: command() }))
  }),
  step('temporary residence joined', 2, async (w) => {
    const home = await w.home(w.person())
    if (home) await w.as(posts.officer, (ctx) => residence.registerTemporary(ctx, { personId: w.person(), householdId: home.householdId, relationToHead: '25', from: w.today, until: addDays(w.today, 60), commandId: command() }))
  }),
  step('temporary residence renewed', 1, (w) => w.as(posts.officer, (ctx) => residence.renewTemporary(ctx, { personId: w.person(), until: addDays(w.today, 300), commandId: command() }))),
  step('temporary registration removed', 1, (w) => w.as(posts.officer, (ctx) => residence.removeTemporary(ctx, { personId: w.person(), ground: 'lease-ended', on: w.today, commandId: command() }))),
  step('absence declared', 1, (w) => w.as(posts.officer, (ctx) => residence.declareAbsence(ctx, { personId: w.person(), ground: 'other', from: addDays(w.today, w.draw(3)), destination: { area: null, text: 'Nơi khác' }, reason: 'Đi làm', commandId: command() }))),
  step('back from absence', 1, (w) => w.as(posts.officer, (ctx) => residence.endAbsence(ctx, { personId: w.person(), commandId: command() }))),
  step('present place declared', 1, (w) => w.as(posts.officer, (ctx) => residence.declareCurrentPlace(ctx, { personId: w.person(), place: { area: communes.second, detail: `Ghe ${w.draw(5)}` }, from: w.today, commandId: command() }))),
  step('guest told of', 2, async (w) => {
    const personId = w.person()
    const home = await w.home(personId)
    const { pin } = await w.system((ctx) => population.readPerson(ctx, w.person(), ['pin']))
    if (home && pin) await w.as(citizenActor(personId), (ctx) => residence.tellLodging(ctx, { hostId: home.householdId, guests: [{ docKind: 'pin', docNumber: pin }], reason: 'visit', nights: 1 + w.draw(3), commandId: command() }))
  }),
]

/** What no officer confirmed: lists bring it, and it lives beside until somebody decides. */
const dirt: readonly LegalStep[] = [
  step('a list brings a second head', 2, async (w) => {
    const home = await w.home(w.person())
    const personId = newId()
    if (!home) return
    await w.system((ctx) => residence.importPerson(ctx, {
      person: { personId, source: 'population-register', statedOn: '2025-06-01', standing: 'claimed', facts: { fullName: 'Người Trong Danh Sách', birthDate: '1980', gender: 'male', nationalities: ['VNM'] }, relatives: [{ kind: 'spouse', personId: w.person(), standing: 'claimed' }], numbers: [{ kind: 'pin', value: testPin('male', 1980), status: 'claimed' }] },
      residence: { kind: 'permanent', area: communes.home, province: '86', detail: 'Theo danh sách', oldText: null, since: '2025-06-01', standing: 'claimed', household: { householdId: home.householdId, relationToHead: '01' } },
    }, { commandId: command() }))
    w.people.push(personId)
  }),
  step('a list claims a number that somebody has', 1, async (w) => {
    const personId = newId()
    const { pin } = (await w.system((ctx) => population.readPerson(ctx, w.person(), ['pin'])))
    await w.system((ctx) => residence.importPerson(ctx, {
      person: { personId, source: 'population-register', statedOn: '2025-06-01', facts: { fullName: 'Người Trùng Số', birthDate: '1981', gender: 'male', nationalities: ['VNM'] }, relatives: [], numbers: pin ? [{ kind: 'pin', value: pin, status: 'disputed' }] : [] },
    }, { commandId: command() }))
    w.people.push(personId)
  }),
]

export const legalSteps: readonly LegalStep[] = [...people, ...lives, ...books, ...homes, ...dirt]

async function byTwo(w: World, propose: (ctx: Parameters<Parameters<World['as']>[1]>[0]) => Promise<population.Proposal>): Promise<unknown> {
  const { proposalId, version } = await w.as(posts.officer, propose)
  try {
    return await w.as(posts.commander, (ctx) => population.decideProposal(ctx, { proposalId, version, decision: 'approve' }))
  } catch (error) {
    await w.as(posts.officer, (ctx) => population.withdrawProposal(ctx, { proposalId, version }))
    throw error
  }
}
