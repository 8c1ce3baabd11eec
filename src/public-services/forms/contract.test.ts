import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services } from '../../../procedures/index.ts'
import { freeze, isInput, lanesOf, loadProcedure, type Service } from '../catalogue/index.ts'
import { answersToSubmit, checkModel, citizenPages, counterForm, legalItemsFor, missingForSubmission, officerView, pageModel, promiseOf, readAnswers, resolve, type Filing, type ItemModel } from './index.ts'
import { childWithNumber, homeBirth, joining, marriageUnknown, moving, nothingKnown, sameHome, twoHomes } from './testing.ts'

const frozen = services.map((service) => loadProcedure(freeze(service).canonicalJson))
const filings = [sameHome, twoHomes, homeBirth, marriageUnknown, nothingKnown, moving, joining, childWithNumber]

/** Filings with some facts gone, some still being fetched, and anything at all typed. */
const anyFiling = (service: Service): fc.Arbitrary<Filing> => fc.tuple(fc.constantFrom(...filings), fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), anyAnswers(service)).map(([filing, keep, answers]) => ({
  ...filing, answers,
  facts: Object.fromEntries(Object.entries(filing.facts).flatMap(([path, fact], index) => keep[index % 200] ? [[path, keep[(index * 7) % 200] ? fact : { ...fact, value: null, pending: true }]] : [])),
}))

function anyAnswers(service: Service): fc.Arbitrary<Record<string, string>> {
  const items = service.form.flatMap((page) => page.items.filter(isInput))
  const answers = items.filter((item) => item.kind !== 'address').map((item) => fc.tuple(fc.constant(item.id), fc.option(item.options ? fc.constantFrom(...item.options.map((option) => option.value)) : fc.constantFrom('99011', '0912345678', 'Trần Gia An', '2026-05-08', '099094000777', 'yes', 'h-b'))))
  const addresses = items.filter((item) => item.kind === 'address').flatMap((item) => [fc.tuple(fc.constant(`${item.id}.commune`), fc.option(fc.constant('00031'))), fc.tuple(fc.constant(`${item.id}.detail`), fc.option(fc.constant('12 Đường số 3')))])
  return fc.tuple(...answers, ...addresses).map((pairs) => Object.fromEntries(pairs.flatMap(([id, value]) => value === null ? [] : [[id, value]])))
}

const idsOf = (items: readonly ItemModel[]): string[] => items.map((item) => item.id)

describe('both renderers of one file', () => {
  for (const service of frozen) {
    const filing = anyFiling(service)

    it(`${service.slug}: show the same items with the same options and rules`, () => {
      fc.assert(fc.property(filing, (each) => {
        const citizen = citizenPages(service, each).flatMap((page) => pageModel(service, each, page.id)?.items ?? [])
        const counter = counterForm(service, each).flatMap((section) => section.items)
        assert.deepEqual(counter.toSorted(byId), citizen.toSorted(byId))
        assert.equal(new Set(idsOf(counter)).size, counter.length)
      }), { numRuns: 40 })
    })

    it(`${service.slug}: read the same body to the same answers and the same sentences`, () => {
      const body = fc.dictionary(fc.constantFrom(...service.form.flatMap((page) => page.items.filter(isInput)).flatMap((item) => [item.id, `${item.id}.day`, `${item.id}.detail`, `${item.id}.commune`])), fc.oneof(fc.string(), fc.constantFrom('yes', '0', 'join', 'rent', 'mother', '00031', '0912345678', 'Trần Gia An')))
      fc.assert(fc.property(filing, body, (each, posted) => {
        const whole = readAnswers(service, posted, { ...each, answers: {} })
        let values: Record<string, string> = {}
        const errors: string[] = []
        for (const page of service.form) {
          const read = readAnswers(service, posted, { ...each, answers: values }, page.id)
          values = { ...values, ...read.values }
          errors.push(...read.errors.map((error) => `${error.field}: ${error.vi}`))
        }
        assert.deepEqual(values, whole.values)
        assert.deepEqual(errors, whole.errors.map((error) => `${error.field}: ${error.vi}`))
      }), { numRuns: 40 })
    })
  }
})
const byId = (a: ItemModel, b: ItemModel): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

describe('for any filing of any procedure', () => {
  for (const service of frozen) {
    const filing = anyFiling(service)

    it(`${service.slug}: no known or hospital fact is ever an input`, () => {
      fc.assert(fc.property(filing, (each) => {
        const facts = new Set(Object.entries(each.facts).filter(([, fact]) => fact.value !== null && !fact.pending).map(([path]) => path))
        for (const item of counterForm(service, each).flatMap((section) => section.items)) {
          if (item.kind !== 'input' || item.reveal) continue
          const node = service.form.flatMap((page) => page.items.filter(isInput)).find((input) => input.id === item.id)!
          assert.ok(node.because !== undefined || !facts.has(node.about), `${item.id} asks ${node.about}`)
        }
      }), { numRuns: 60 })
    })

    it(`${service.slug}: what was read and kept is what is submitted, and nothing is left to block it but papers and other ways`, () => {
      fc.assert(fc.property(filing, (each) => {
        const read = readAnswers(service, each.answers, { ...each, answers: {} })
        const after = { ...each, answers: read.values }
        assert.deepEqual(answersToSubmit(service, after).kept, read.values)
        if (read.errors.length === 0) for (const missing of missingForSubmission(service, after)) assert.ok(missing.kind === 'paper' || missing.kind === 'elsewhere' || missing.kind === 'need', missing.says)
      }), { numRuns: 60 })
    })

    it(`${service.slug}: what needs eyes stands either folded or in front, never in both and never nowhere`, () => {
      fc.assert(fc.property(filing, (each) => {
        const now = resolve(service, each)
        for (const lane of lanesOf(service)) {
          const view = officerView(service, each, lane.id)
          assert.deepEqual(view.unverified.map((item) => item.key), view.unverified.map((_, index) => String(index + 1)))
          const folded = new Set(view.verified.map((item) => item.id))
          for (const item of service.form.flatMap((page) => page.items.filter(isInput))) {
            if (!lane.items.includes(item.id) || !now.applies(item) || item.kind === 'declaration' || now.text(item.id) === '') continue
            const front = view.unverified.some((open) => open.item === item.id)
            assert.ok(folded.has(item.id) !== front, `${lane.id}: ${item.id} folded ${folded.has(item.id)}, in front ${front}`)
          }
          for (const open of view.unverified) for (const answer of open.answers) if (answer.does === 'ask') assert.ok(lane.defects.some((defect) => defect.code === answer.defect))
        }
      }), { numRuns: 40 })
    })

    it(`${service.slug}: every summary can be made and its numbers agree`, () => {
      fc.assert(fc.property(filing, (each) => {
        const promise = promiseOf(service, each)
        assert.equal(promise.pages, citizenPages(service, each).length)
        assert.ok(!checkModel(service, each).follows.some((line) => line.text === '' || line.label === line.path))
        assert.equal(legalItemsFor(service, each).length, service.legalItems.length)
      }), { numRuns: 40 })
    })
  }

  it('nothing a browser can send makes the reader throw', () => {
    fc.assert(fc.property(fc.constantFrom(...frozen), fc.constantFrom(...filings), fc.dictionary(fc.string(), fc.anything()), (service, filing, body) => {
      readAnswers(service, body, filing)
      readAnswers(service, Object.fromEntries(service.form.flatMap((page) => page.items).map((item) => [item.id, body[Object.keys(body)[0] ?? ''] ?? { nested: true }])), filing)
    }), { numRuns: 100 })
  })
})
