import { communesOf, fullAreaName, provincesOn } from '../foundations/areas/index.ts'
import { services } from '../../procedures/index.ts'
import { forPurpose, installationMode, onEvent, type Ctx, type PlainDate, type Tx } from '../platform/index.ts'
import { documentSettings, renderDocument } from '../foundations/documents/index.ts'
import { partiesOfCase } from '../foundations/population/index.ts'
import { isDemonstration } from '../foundations/eid/index.ts'
import { dossiersConcerning } from '../digital-citizen/my-data/index.ts'
import { buildCatalogue } from '../public-services/catalogue/index.ts'
import { effectOf, letterFor, listsFor, setCatalogue } from '../public-services/dossier/index.ts'
import type { Filing, ListEntry } from '../public-services/forms/index.ts'
import { issueDecisionLetter, issueReceipt } from '../public-services/results/index.ts'
import { clinicsNear, type Clinic } from '../socio-economic/health/index.ts'
import { effects, runEffect } from './effects.ts'
import { programSettings } from './settings.ts'
import { concerning } from './wire-counter.ts'

/** Procedures, the legal acts they name, the letters they send and the lists they offer. Start-up fails on a procedure whose act nobody wired. */
export function wireServices(): void {
  const catalogue = buildCatalogue(services)
  refuseUnwiredActs()
  setCatalogue(catalogue)
  effectOf.fill(runEffect)
  dossiersConcerning.fill(concerning)
  partiesOfCase.fill(async (tx, dossierId, people) => {
    const parties: string[] = []
    for (const person of people) if ((await concerning(tx, [dossierId], [person])).length > 0) parties.push(person)
    return parties
  })
  letterFor.fill((ctx, call) => issueDecisionLetter(forPurpose(ctx, { ...ctx.purpose, dossierId: call.dossier.dossierId }), call))
  listsFor.fill(listsOfFiling)
  documentSettings.fill(() => ({ publicUrl: programSettings().publicUrl, demo: programSettings().mode === 'demo' }))
  isDemonstration.fill(async (tx) => (await installationMode(tx)) === 'demo')
  onEvent<{ dossierId: string }>('dossier.submitted', 'results.receipt', async (ctx, { dossierId }) => {
    await issueReceipt(forPurpose(ctx, { code: 'dossier-receipt', basis: 'TT 03/2025/TT-VPCP', text: 'Lập giấy tiếp nhận', dossierId }), dossierId)
  })
  onEvent<{ documentId: string }>('documents.issued', 'documents.render', (ctx, { documentId }) => renderDocument(ctx, documentId))
}

type Asked = { readonly facts: Filing['facts']; readonly answers: Filing['answers']; readonly wanted: readonly string[] }

const listMakers: Readonly<Record<string, (ctx: Ctx, filing: Asked) => Promise<readonly ListEntry[]>>> = { clinics: clinicsOf, communes: communesToday }

async function listsOfFiling(ctx: Ctx, filing: Asked): Promise<Readonly<Record<string, readonly ListEntry[]>>> {
  const lists: Record<string, readonly ListEntry[]> = {}
  for (const name of filing.wanted) if (listMakers[name]) lists[name] = await listMakers[name](ctx, filing)
  return lists
}

/** Clinics nearest the home the child will have; nothing while no home is known. */
async function clinicsOf(ctx: Ctx, filing: Asked): Promise<ListEntry[]> {
  const at = filing.answers['home.of'] === 'father' ? ['fatherHome.commune', 'motherHome.commune'] : ['motherHome.commune', 'fatherHome.commune']
  const commune = [...at, 'newHousehold.commune', 'requester.permanentCommune'].map((path) => filing.facts[path]?.value).find((value) => typeof value === 'string')
  if (typeof commune !== 'string') return []
  const clinics = await clinicsOnce(ctx, commune)
  return clinics.map((clinic) => ({ value: clinic.code, label: clinic.name, detail: clinic.communeName }))
}

let communes: { readonly on: PlainDate; readonly entries: readonly ListEntry[] } | undefined

/** Every commune of the day; made once a day. */
async function communesToday(ctx: Ctx): Promise<readonly ListEntry[]> {
  if (communes?.on !== ctx.today) {
    communes = { on: ctx.today, entries: provincesOn(ctx.today).flatMap((province) => communesOf(province.code, ctx.today)).map(({ code }) => ({ value: code, label: fullAreaName(code, ctx.today) })) }
  }
  return communes.entries
}

const near = new WeakMap<Tx, Map<string, Promise<Clinic[]>>>()

/** A page that saves, signs and files asks for the same list three times. */
function clinicsOnce(ctx: Ctx, commune: string): Promise<Clinic[]> {
  const known = near.get(ctx.tx) ?? new Map<string, Promise<Clinic[]>>()
  near.set(ctx.tx, known)
  if (!known.has(commune)) known.set(commune, clinicsNear(ctx.tx, commune, ctx.today))
  return known.get(commune)!
}

function refuseUnwiredActs(): void {
  const named = services.flatMap((service) => (service.kind === 'linked' ? service.lanes : [service]).flatMap((process) => Object.values(process.steps)))
    .flatMap((state) => (state.kind === 'end' ? state.effects.map((effect) => effect.act) : []))
  const missing = [...new Set(named)].filter((act) => !(act in effects))
  if (missing.length > 0) throw new Error(`procedures name acts that src/app/effects.ts does not wire: ${missing.join(', ')}`)
}

