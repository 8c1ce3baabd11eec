import { cast, type CastKey } from '../../../synthetic/index.ts'
import { deliverCode, requestSigningCode, signWithCode } from '../../foundations/eid/index.ts'
import { sendOneTimeCode } from '../../digital-citizen/notify/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import { getPost } from '../../foundations/organisations/index.ts'
import { inTransaction, type Actor, type Ctx, type Instant, type Purpose } from '../../platform/index.ts'
import { answerPage, checkItem, documentToSign, openCase, openDraft, queue, startDraft, submitDossier, takeExit } from '../../public-services/dossier/index.ts'
import type { ExitName } from '../../public-services/catalogue/index.ts'
import type { House } from '../open.ts'
import { appointmentOf, organisationOf } from './offices.ts'
import { asSystem, demoId } from './system.ts'

export interface Family {
  readonly personId: string
  readonly accountId: string
  readonly childName: string
}

const slug = 'khai-sinh-thuong-tru-bhyt'
const filing: Purpose = { code: 'file-dossier', basis: 'NĐ 63/2024/NĐ-CP', text: 'Ông/bà tự nộp hồ sơ' }

/** A mother files as she would in the browser: every page, a code of her own, the same checks. Fails loudly when her family cannot file: the demonstration would be without its history. */
export async function fileBirth(house: House, family: Family, at: Instant, serial: number): Promise<string> {
  const actor: Actor = { kind: 'citizen', personId: family.personId, accountId: family.accountId, sessionId: demoId('session', serial), level: 2, authLevel: 2 }
  const as = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => inTransaction(house.database, { actor, purpose: filing, now: at }, work)
  const draftId = await as(async (ctx) => {
    const { draftId } = await startDraft(ctx, slug)
    for (const page of (await openDraft(ctx, draftId)).pages) {
      if (!['C-06', 'C-07', 'C-11'].includes(page.screen)) continue
      const open = await openDraft(ctx, draftId)
      await answerPage(ctx, { draftId, page: page.id, body: answersFor(open, family.childName) })
    }
    return draftId
  })
  const missing = await as(async (ctx) => (await openDraft(ctx, draftId)).missing)
  if (missing.length > 0) throw new Error(`the demonstration could not file: ${missing.map((each) => `${each.item} (${each.says})`).join(', ')}`)
  const evidence = await sign(as, draftId)
  return as(async (ctx) => (await submitDossier(ctx, { draftId, commandId: demoId('file', serial), evidence })).dossierId)
}

/** What a person would choose: what is offered, else the first. */
function answersFor(open: Awaited<ReturnType<typeof openDraft>>, childName: string): Record<string, string> {
  const body: Record<string, string> = { 'child.fullName': childName, declaration: 'yes', copies: '0', 'home.of': 'mother', 'child.ethnicityFrom': 'mother', 'child.nativePlaceFrom': 'father' }
  const clinic = open.filing.lists?.['clinics']?.[0]?.value
  if (clinic) body['clinic'] = clinic
  body['contact.phone'] = String(open.filing.facts['contact.phone']?.value ?? '')
  return body
}

/** Signs with a real code, read from where it was delivered instead of from a telephone. */
async function sign(as: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>, draftId: string) {
  let code = ''
  deliverCode.fill(async (_ctx, message) => void (code = message.code))
  try {
    const { hash, sent } = await as(async (ctx) => {
      const { hash, title } = await documentToSign(ctx, draftId)
      return { hash, sent: await requestSigningCode(ctx, { documentHash: hash, what: title }) }
    })
    const signed = await as((ctx) => signWithCode(ctx, { challengeId: sent.challengeId, code, documentHash: hash }))
    if (!signed.ok) throw new Error('the demonstration could not sign')
    return signed.evidence
  } finally {
    deliverCode.fill(sendOneTimeCode)
  }
}

/** An officer of the cast takes one lane through the given exits, looking at every item that needs eyes. */
export async function workLane(house: House, step: { dossierId: string; lane: string; as: CastKey; at: Instant; exits: readonly ExitName[] }): Promise<void> {
  const person = cast[step.as]
  const { personId, areas } = await asSystem(house, step.at, async (ctx) => ({ personId: (await personIdOf(ctx.tx, person.pin))!, areas: (await getPost(ctx, demoId('post', step.as))).areas }))
  const actor: Actor = {
    kind: 'officer', personId, accountId: demoId('account', step.as), sessionId: demoId('session', step.as), authLevel: 2, appointmentId: appointmentOf(step.as), organisationId: organisationOf(person.organisationKey!), role: person.role!, areas,
  }
  const purpose: Purpose = { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', text: 'Giải quyết hồ sơ', dossierId: step.dossierId }
  const as = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => inTransaction(house.database, { actor, purpose, now: step.at }, work)
  for (const exit of step.exits) {
    await as(async (ctx) => {
      const item = (await queue(ctx)).find((each) => each.dossierId === step.dossierId)
      if (!item) return
      const found = await openCase(ctx, item.laneId)
      for (const check of found.checks) if (check.mark === undefined) await checkItem(ctx, { laneId: item.laneId, item: check.key, mark: 'ok' })
      await takeExit(ctx, { laneId: item.laneId, version: found.lane.version, exit, commandId: demoId('exit', step.dossierId, step.lane, exit) })
    })
  }
}
