import { createHash } from 'node:crypto'
import { allow, inTransaction, StageFolder, type Occasion } from '../../../platform/index.ts'
import type { LinkModel } from '../model.ts'
import { registerSideStatement } from '../register-side.sql.ts'
import { checkedLines } from './check-list.ts'
import type { LinkFile } from './link-file.ts'
import { insertModel, selectModels } from './list.sql.ts'
import { openTable } from './open-table.ts'
import type { RegisterFile } from './register-file.ts'
import { readRegisterInto, stillFresh } from './register-read.ts'
import { modelHash, trainStages } from './run-stages.ts'

export type TrainModel = Pick<LinkFile, 'database' | 'bytes' | 'fileName' | 'layout' | 'mapping' | 'purpose' | 'area' | 'kind' | 'memoryMb' | 'engine' | 'stages' | 'today' | 'tell'>

export interface TrainedModel {
  readonly model: LinkModel
  readonly sha256: string
  /** Where it was kept as a version; `too-few` where there was too little to learn from, null where no kind of list was said. */
  readonly kept: { readonly id: string; readonly version: number; readonly already: boolean } | 'too-few' | null
  readonly lines: number
  readonly listHash: string
  readonly register: RegisterFile
  readonly seconds: Readonly<Record<string, number>>
  readonly resumed: readonly string[]
}

/** With fewer pairs of equal numbers and of equal names and births than this nothing is learnt of how one person is written twice. */
const fewestPairs = 100

/** A model learnt from a list and the register, kept as the next version of its kind unless there was too little to learn from; pairs are neither scored nor shown. What is learnt again just the same is not kept twice. */
export async function trainOnFile(options: TrainModel): Promise<TrainedModel> {
  const { database, bytes, purpose, kind, today } = options
  const occasion: Occasion = { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis: purpose.basis, text: purpose.text } }
  const table = await openTable(bytes, options.fileName, options.engine)
  const read = () => checkedLines(table, { layout: options.layout, area: options.area, ...(kind === null ? {} : { kind }) }, options.mapping, today)
  const { rows, counts } = read()
  for await (const _ of rows);
  const { ok = 0, fixable = 0 } = counts()
  const folder = new StageFolder(options.stages)
  if (!(await inTransaction(database, occasion, (ctx) => stillFresh(ctx, folder)))) folder.clear()
  const { model, register, seconds, resumed } = await trainStages({
    folder, lineCount: ok + fixable, memoryMb: options.memoryMb, thisYear: Number(today.slice(0, 4)), now: () => performance.now(), tell: async (progress) => options.tell(progress),
    async *lines() {
      for await (const { rowNo, fields, state } of read().rows) if (state !== 'blocked') yield { rowNo, input: fields }
    },
    writeRegister: (file) => inTransaction(database, occasion, (ctx) => {
      allow(ctx, 'linkage.match')
      ctx.logRead({ kind: 'list', register: 'population', subjects: [], fields: ['fullName', 'birthDate', 'pin'] })
      return readRegisterInto(ctx, registerSideStatement, file)
    }),
  })
  const sha256 = modelHash(model)
  const { numberPairs, namePairs } = model.trained
  const tooFew = Number(numberPairs) < fewestPairs && Number(namePairs) < fewestPairs
  const kept = kind === null ? null : tooFew ? 'too-few' : await inTransaction(database, occasion, async (ctx) => {
    allow(ctx, 'linkage.match')
    const same = (await selectModels(ctx.tx, kind)).find((each) => each.sha256 === sha256)
    return { id: kind, version: same?.version ?? (await insertModel(ctx.tx, { modelId: kind, model, sha256, at: ctx.now, runId: null })), already: same !== undefined }
  })
  folder.drop()
  return { model, sha256, kept, lines: ok + fixable, listHash: createHash('sha256').update(bytes).digest('hex'), register: { people: register.people, sha256: register.sha256 }, seconds, resumed }
}
