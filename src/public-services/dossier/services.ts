import { allow, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import { loadProcedure, type Catalogue, type Published, type Service } from '../catalogue/index.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { insertVersion, versionByHash } from './dossier.sql.ts'
import { refuse } from './refusals.ts'

let catalogue: Catalogue | undefined
const byHash = new Map<string, Service>()

/** The catalogue of this release, checked and frozen by `app` at start. */
export function setCatalogue(given: Catalogue): void {
  catalogue = given
  for (const published of given.all) byHash.set(published.hash, published.service)
}

export function inForce(): Catalogue {
  if (!catalogue) throw new Error('the catalogue was not set: src/app/wire.ts does it')
  return catalogue
}

/** By code or address, in the version in force that day. */
export function findService(slugOrCode: string, on: PlainDate): Published | undefined {
  return inForce().findBySlug(slugOrCode, on) ?? inForce().find(slugOrCode, on)
}

/** What can be asked for on that day, from the catalogue in force. */
export function services(on: PlainDate): Published[] {
  return inForce().all.filter(({ service }) => service.validFrom <= on && (service.validTo === null || on < service.validTo))
}

/** Keeps every service of this release in the database, so that its dossiers can always be run on the text they were filed on. */
export async function publishCatalogue(ctx: Ctx): Promise<void> {
  allow(ctx, 'dossier.publish-catalogue')
  for (const { hash, canonicalJson: canonical, evaluatorVersion, service } of inForce().all) {
    await insertVersion(ctx.tx, { hash, code: service.code, name: service.name, evaluatorVersion, canonical, at: ctx.now })
  }
}

/** The service a dossier or draft was opened on, of this release or an earlier one. */
export async function serviceByHash(tx: Tx, hash: string): Promise<Service> {
  const known = byHash.get(hash)
  if (known) return known
  const stored = await versionByHash(tx, hash)
  if (!stored) return refuse('dossier.service-unknown')
  const service = loadProcedure(canonicalJson(stored.canonical as Parameters<typeof canonicalJson>[0]), { hash })
  byHash.set(hash, service)
  return service
}
