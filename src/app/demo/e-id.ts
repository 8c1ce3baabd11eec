import { cast, demoProvince, generatePeople, homeCommune, secondCommune, type CastKey, type PersonSeed } from '../../../synthetic/index.ts'
import { contactOf, openAccount, takeIn } from '../../foundations/eid/index.ts'
import { getPost } from '../../foundations/organisations/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import { dayInVietnam, inTransaction, instantOf, millisecondsOf, systemClock, type Actor, type Instant } from '../../platform/index.ts'
import type { House } from '../open.ts'
import { appointmentOf, organisationOf } from './offices.ts'
import { demoSeed } from './seed-number.ts'
import { asSystem, demoId } from './system.ts'

const waitingForActivation = 36
const waitingForApproval = 5

/**
 * e-ID of the home commune as a campaign finds it: people whose accounts were approved and never activated, some taken in at
 * another commune, some without a phone; and a few requests of the last days that wait for an answer.
 */
export async function seedEid(house: House, people: number): Promise<void> {
  const found = somePeople(people)
  for (const [serial, person] of found.slice(0, waitingForActivation).entries()) {
    const elsewhere = serial % 6 === 5
    await asSystem(house, daysAgo(20 + (serial % 30)), async (ctx) => {
      const personId = await personIdOf(ctx.tx, person.pin)
      if (!personId || (await contactOf(ctx.tx, personId))) return
      await openAccount(ctx, {
        personId, displayName: person.fullName, pin: person.pin, level: 2, state: 'activation-pending', residenceArea: homeCommune.code, email: null, phone: serial % 5 === 4 ? null : `03000${String(40_000 + serial)}`,
        intakeUnit: organisationOf(elsewhere ? 'secondPolice' : 'homePolice'), intakeArea: elsewhere ? secondCommune.code : homeCommune.code,
      })
    })
  }
  for (const [serial, person] of found.slice(waitingForActivation).entries()) await requestOf(house, person, serial)
}

/** Taken in at the desk by the officer of the demonstration, through the same use case as today's. */
async function requestOf(house: House, person: PersonSeed, serial: number): Promise<void> {
  const at = daysAgo(1 + (serial % 2))
  const known = await asSystem(house, at, async (ctx) => {
    const personId = await personIdOf(ctx.tx, person.pin)
    return personId !== undefined && (await contactOf(ctx.tx, personId)) === undefined
  })
  if (!known) return
  const actor = await officer(house, 'haiPolice', at)
  await inTransaction(house.database, { actor, purpose: { code: 'eid-intake', basis: 'NĐ 69/2024/NĐ-CP, đ.10–12', text: 'Thu nhận, duyệt định danh điện tử' }, now: at }, (ctx) =>
    takeIn(ctx, { caseId: demoId('eid-case', person.externalId), pin: person.pin, level: serial % 3 === 2 ? 1 : 2, withCard: false, phone: `03000${String(50_000 + serial)}`, email: null, representativePin: null }))
}

async function officer(house: House, key: CastKey, at: Instant): Promise<Actor> {
  return asSystem(house, at, async (ctx) => {
    const personId = (await personIdOf(ctx.tx, cast[key].pin))!
    const { role, areas } = await getPost(ctx, demoId('post', key))
    return { kind: 'officer', personId, accountId: demoId('account', key), sessionId: demoId('session', key), authLevel: 2, appointmentId: appointmentOf(key), organisationId: organisationOf(cast[key].organisationKey!), role, areas }
  })
}

/** Living grown-ups of the home commune, from the end of the list: the families of the earlier dossiers come from its beginning. */
function somePeople(people: number): PersonSeed[] {
  const castIds = new Set(Object.values(cast).map((person) => person.externalId))
  const year = Number(dayInVietnam(systemClock()).slice(0, 4))
  const found: PersonSeed[] = []
  for (const household of generatePeople({ seed: demoSeed, people, province: demoProvince.code })) {
    if (household.residenceArea !== homeCommune.code) continue
    const one = household.people.find((p) => p.lifeStatus === 'living' && !castIds.has(p.externalId) && p.birthDate.length === 10 && Number(p.birthDate.slice(0, 4)) < year - 20)
    if (one) found.push(one)
    if (found.length >= 400) break
  }
  return found.slice(-(waitingForActivation + waitingForApproval))
}

const daysAgo = (days: number): Instant => instantOf(millisecondsOf(systemClock()) - days * 86_400_000)
