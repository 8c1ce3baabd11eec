import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../../platform/testing.ts'
import '../index.ts'
import { handModel } from '../testing.ts'
import { bordersOfKind, bordersOfList } from './borders.ts'
import { reviewRules } from './rules.ts'
import { zonesByCost } from './zones.ts'

const now = '2026-11-22T02:00:00.000Z'

describe('where a run begins to ask and to be sure', async () => {
  const t = await testDb()
  after(() => t.close())
  const owner = officerActor('data-steward', ['86'], { organisationId: newId() })
  const asked = { code: 'sector-list', basis: 'Luật Căn cước 2023, đ.10', text: 'Đối khớp' }
  const ofKind = (kind: string | null) => t.as(systemActor, asked, { now })((ctx) => bordersOfKind(ctx, kind))
  const plain = zonesByCost(reviewRules('2026-11-22').costs)
  const [listId, runId] = [newId(), newId()]

  /** Rows of the run that readers decided: so many at this weight, every `wrong`th of them somebody else. */
  const read = async (weight: number, rows: number, from: number, wrong: number): Promise<void> => {
    for (let i = 0; i < rows; i++) {
      const [person, same] = [newId(), i % wrong !== 0]
      await t.owner.query(sql`insert into matching_pair (run_id, row_no, rank, person_id, weight, probability, levels, zone, life_status) values (${runId}, ${from + i}, 1, ${person}, ${weight}, 0.9, '{}', 'review', 'living')`)
      await t.owner.query(sql`insert into matching_review (run_id, row_no, list_id, origin, weight, urgent, state, verdict, person_id) values (${runId}, ${from + i}, ${listId}, 'review', ${weight}, false, 'done', ${same ? 'same' : 'none'}, ${same ? person : null})`)
    }
  }

  it('follows from the costs alone while readers have said too little', async () => {
    await t.owner.query(sql`insert into matching_list (list_id, kind, title, organisation_id, area, purpose, legal_basis, retain_until, uploaded_at, file_name, file_bytes, sha256, format) values (${listId}, 'elderly', 'Hội viên', ${owner.organisationId}, '86', 'Rà soát', 'Luật', '2099-01-01', ${now}, 'a.csv', 1, ${'0'.repeat(64)}, 'csv')`)
    await t.owner.query(sql`insert into matching_model (model_id, version, model, sha256, trained_at) values ('elderly', 1, ${sql.json(handModel)}::jsonb, ${'b'.repeat(64)}, ${now})`)
    await t.owner.query(sql`insert into matching_run (run_id, list_id, model_id, model_version, lower_bits, upper_bits, pair_budget, memory_mb, threads, status, manifest, ordered_at, finished_at) values (${runId}, ${listId}, 'elderly', 1, -2, 10, 1000000, 512, 1, 'done', '{}', ${now}, ${now})`)
    await read(12, 100, 1, 10)
    for (const borders of [await ofKind(null), await ofKind('elderly')]) assert.deepEqual([borders.lower, borders.upper, borders.calibration.readings], [plain.lowerWeight, plain.upperWeight, 0])
  })

  it('asks for more weight where readers found the model too sure, on that model alone', async () => {
    await read(12, 150, 1_001, 10)
    const borders = await ofKind('elderly')
    assert.equal(borders.calibration.readings, 250)
    assert.ok(borders.upper > plain.upperWeight + 2, `${borders.upper}, not far from ${plain.upperWeight}`)
    assert.ok(borders.lower < borders.upper)
    assert.deepEqual((({ lower, upper }) => [lower, upper])(await ofKind('pupils')), [plain.lowerWeight, plain.upperWeight])
    const own = await t.as(owner, asked, { now })((ctx) => bordersOfList(ctx, listId))
    assert.deepEqual([own.upper, own.model?.version], [borders.upper, 1])
    await assert.rejects(t.as(officerActor('data-steward', ['86'], { organisationId: newId() }), asked, { now })((ctx) => bordersOfList(ctx, listId)), { code: 'authorise.not-allowed' })
    await t.owner.query(sql`insert into matching_model (model_id, version, model, sha256, trained_at) values ('elderly', 2, ${sql.json(handModel)}::jsonb, ${'c'.repeat(64)}, ${now})`)
    assert.equal((await ofKind('elderly')).calibration.readings, 0, 'a new model has not been read yet')
  })
})
