import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { instantOfLocal } from '../src/kernel/plain-date.ts'
import { addWorkingHours, cutoffOn } from '../src/kernel/working-days.ts'
import { freeze, lanesOf, loadProcedure, walksOf, type Lane, type Service, type Walk } from '../src/public-services/catalogue/index.ts'
import { clockStatus, laneDue, limitOf, loadCalendar, type Pause } from '../src/public-services/clock/index.ts'
import { feeFor } from '../src/public-services/fees/index.ts'
import { citizenPages, effectInputs, letterOf, letterText, missingForSubmission, officerView, pageModel, readAnswers, resolve, type Filing } from '../src/public-services/forms/index.ts'
import { betrothed, childWithNumber, copyAsked, deathAtHome, deathElsewhere, homeBirth, marriageUnknown, movingIn, movingOut, oldNumberKnown, sameHome, single, splitting, tenant, tenantJoining, termEnding, twoHomes } from '../src/public-services/forms/testing.ts'
import { services } from './index.ts'

const calendar = loadCalendar()
const filed = instantOfLocal('2026-05-12', '09:00')
const people: Record<string, readonly Filing[]> = {
  '2.000986': [sameHome, twoHomes, homeBirth, marriageUnknown], '1.001193': [sameHome, twoHomes, homeBirth, marriageUnknown], '1.004222': [movingOut, movingIn], '1.014137': [childWithNumber], '1.010041': [sameHome], '1.003677': [sameHome],
  '1.004194': [tenant, tenantJoining], '1.002755': [termEnding], '1.000656': [deathAtHome, deathElsewhere], '1.004873': [single], '2.000635': [copyAsked], '1.000894': [betrothed], '1.010038': [splitting], '1.012566': [oldNumberKnown, sameHome],
}

/** Answers every page as a person would: the first option, a plausible text, each paper photographed. */
function filledIn(service: Service, start: Filing): Filing {
  let filing = start
  for (let page = citizenPages(service, filing)[0]; page;) {
    const model = pageModel(service, filing, page.id)!
    const body: Record<string, string> = {}
    for (const item of model.items) {
      if (item.kind === 'paper') filing = { ...filing, papers: { ...filing.papers, [item.id]: { state: 'given', pages: 1, quality: 'clear' } } }
      if (item.kind !== 'input' || (item.reveal && body[item.reveal.of] !== item.reveal.is)) continue
      for (const name of item.names) body[name] = item.value[name] || plausible(item.input, name, item.options[0]?.value)
    }
    const read = readAnswers(service, body, filing, page.id)
    assert.deepEqual(read.errors, [], `${service.slug} ${page.id}`)
    filing = { ...filing, answers: { ...filing.answers, ...read.values } }
    const pages = citizenPages(service, filing)
    page = pages[pages.findIndex((each) => each.id === model.id) + 1]
  }
  return filing
}

function plausible(kind: string, name: string, option: string | undefined): string {
  if (name.endsWith('.day')) return name.startsWith('absence.') ? '20' : '8'
  if (name.endsWith('.month')) return '5'
  if (name.endsWith('.year')) return '2026'
  if (name.endsWith('.detail')) return '12 Đường số 3'
  if (name.endsWith('.time')) return '10:30'
  if (option) return option
  if (name === 'old.typed') return '331234567'
  if (name === 'rent.floorArea') return '8,5'
  return kind === 'pin' ? '099094000777' : kind === 'phone' ? '0912345678' : 'Trần Gia An'
}

/** One walk through a lane: each move has somebody to make it, each request a list, each end its letter or effect. */
function walk(service: Service, lane: Lane, filing: Filing, way: Walk): void {
  let now = filed
  const pauses: Pause[] = []
  for (const move of way.moves) {
    const state = lane.steps[move.from]!
    if (state.kind === 'step') assert.ok(state.who.roles.length > 0)
    const next = addWorkingHours(calendar, now, 1)
    if (move.exit === 'defects') pauses.push({ from: next, to: null })
    if (state.kind === 'citizen') pauses.splice(-1, 1, { from: pauses.at(-1)!.from, to: next })
    now = next
  }
  const due = laneDue(limitOf(lane.clock, resolve(service, filing).values).limit, filed, calendar, pauses)
  const end = lane.steps[way.end]!
  assert.ok(end.kind === 'end')
  assert.match(clockStatus(due, calendar, now, now).kind, /^ended-/)
  const head = { dossierCode: 'H99-1', unit: 'UBND xã', place: 'Mẫu', date: '2026-05-12', applicant: { name: 'A' }, procedure: service.name, contact: 'quầy 1' }
  if (end.letter === 'refusal') assert.ok(letterText(letterOf({ ...head, form: 'refusal', ground: lane.grounds[0]! })).length > 50)
  if (end.letter === 'stop') assert.ok(letterText(letterOf({ ...head, form: 'stop', reason: end.says })).includes(end.says))
  if (end.outcome === 'done') assert.ok(end.result && end.effects.length > 0)
}

it('the hour from which a filing counts as of the next day is that of data/calendar/receipt.csv, wherever no law of its own sets one', () => {
  const limits = services.map((each) => loadProcedure(freeze(each).canonicalJson)).flatMap((service) => lanesOf(service).flatMap((lane) => lane.clock.map((rule) => ({ where: `${service.slug} ${lane.id}`, ...rule.limit }))))
  assert.ok(limits.length > 0)
  for (const { where, unit, cutoff } of limits) if (cutoff !== undefined && unit !== 'same-working-day') assert.equal(cutoff, cutoffOn(calendar, '2026-11-22'), where)
})

describe('every path of every procedure, walked with invented people', () => {
  for (const service of services.map((each) => loadProcedure(freeze(each).canonicalJson))) {
    for (const [index, start] of (people[service.code] ?? []).entries()) {
      const filing = filledIn(service, start)
      it(`${service.slug} #${index + 1}: the form can be filled in and sent`, () => {
        assert.deepEqual(missingForSubmission(service, filing), [])
        assert.ok(feeFor(service, { channel: 'online', date: '2026-11-22', values: resolve(service, filing).values }).words.startsWith('Cần nộp'))
      })

      for (const lane of lanesOf(service)) {
        it(`${service.slug} #${index + 1}: ${lane.id}, ${walksOf(lane).length} ways`, () => {
          const ways = walksOf(lane)
          assert.deepEqual(new Set(ways.map((way) => way.end)), new Set(Object.entries(lane.steps).filter(([, state]) => state.kind === 'end').map(([id]) => id)))
          for (const way of ways) walk(service, lane, filing, way)
          assert.ok(officerView(service, filing, lane.id).verified.length > 0)
        })
      }
    }

    it(`${service.slug}: a good end has what its legal act needs`, () => {
      const later = people[service.code]!.at(service.code === '1.004222' ? 1 : 0)!
      const filing = filledIn(service, { ...later, facts: { ...later.facts, 'child.personId': { value: 'p-be' }, 'child.pin': { value: '099326000001' } } })
      for (const lane of lanesOf(service)) for (const state of Object.values(lane.steps)) {
        if (state.kind !== 'end') continue
        for (const effect of state.effects.filter((each) => !each.when || each.act === 'residence.moveIn' || each.act === 'residence.registerPermanent')) {
          for (const [name, value] of Object.entries(effectInputs(service, filing, effect.inputs))) assert.ok(value !== null && value !== '', `${lane.id} ${effect.act}: ${name} is empty`)
        }
      }
    })
  }
})
