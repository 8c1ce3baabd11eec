import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services } from '../../../procedures/index.ts'
import birth from '../../../procedures/birth-registration.ts'
import bundle from '../../../procedures/linked/birth-residence-health-card.ts'
import residence from '../../../procedures/linked/permanent-residence.ts'
import { arrange, buildCatalogue, checkProcedure, choice, copy, constant, days, derived, done, freeze, has, hours, is, lane, lanesOf, legal, linked, loadProcedure, not, option, page, paper, procedure, refused, reserveOf, result, step, text, toCitizen, by, within, workingDays, communeCommitteeOf, stopped, withdrawn, walksOf, type Procedure, type ProcedureInput } from './index.ts'

/** A small procedure that passes every check; each test below breaks one thing in it. */
const sound: ProcedureInput = {
  code: '9.000001', slug: 'thu', name: 'Thủ tục thử', field: 'Thử', level: 'TOAN_TRINH', validFrom: '2026-01-01', legal: [legal('Luật thử')], authority: communeCommitteeOf('requester.commune'),
  who: { accountLevel: 1, authLevel: 1, orFor: [], assisted: true }, promise: 'Một tờ giấy.', synonyms: ['giay thu'],
  form: [page('one', 'Câu hỏi', [text('requester.commune', 'Xã', 'Nhập xã'), paper('map', 'Bản đồ')])],
  clock: [within(workingDays(3))], start: 'checking',
  steps: {
    checking: step('Kiểm tra', by('justice-officer'), within(workingDays(2)), { approve: 'done', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }),
    returned: toCitizen('Cần thêm', ['map-missing'], within(days(30)), { answered: 'checking', expired: 'stopped' }),
    done: done('Xong', 'Đã xong.', result('paper', 'Giấy')), refused: refused(), stopped: stopped(), withdrawn: withdrawn(),
  },
  defects: [{ code: 'map-missing', item: 'map', label: 'Thiếu bản đồ', says: 'Gửi bản đồ.' }],
  grounds: [{ code: 'no', label: 'Không', says: 'Không được.', basis: legal('Luật thử') }],
}
const broken = (change: Partial<ProcedureInput>) => checkProcedure(procedure({ ...sound, ...change })).map((each) => each.check)
const steps = (change: Record<string, unknown>) => ({ steps: { ...sound.steps, ...change } as Procedure['steps'] })

describe('a procedure may be published only when', () => {
  it('nothing is wrong with it', () => assert.deepEqual(checkProcedure(procedure(sound)), []))

  it('every state is reached and leads on', () => {
    assert.deepEqual(broken(steps({ island: refused() })), ['states-are-reached'])
    assert.ok(broken(steps({ checking: step('Kiểm tra', by('justice-officer'), within(hours(1)), { approve: 'nowhere', refuse: 'refused', defects: 'returned', withdrawn: 'withdrawn' }) })).includes('exits-lead-somewhere'))
    assert.ok(broken(steps({ checking: step('Kiểm tra', by('justice-officer'), within(hours(1)), { refuse: 'refused', defects: 'returned', withdrawn: 'withdrawn' }) })).includes('done-can-be-reached'))
  })

  it('an exit leads to what it says', () => {
    assert.ok(broken(steps({ checking: step('Kiểm tra', by('justice-officer'), within(hours(1)), { approve: 'done', refuse: 'stopped', defects: 'returned', withdrawn: 'withdrawn' }) })).includes('exits-mean-what-they-say'))
  })

  it('its officers exist', () => {
    assert.ok(broken(steps({ checking: step('Kiểm tra', by('wizard' as 'justice-officer'), within(hours(1)), { approve: 'done', refuse: 'refused', defects: 'returned', withdrawn: 'withdrawn' }) })).includes('actors-are-known'))
  })

  it('its steps take no more time than the law leaves', () => {
    assert.deepEqual(broken({ clock: [within(workingDays(1))] }), ['times-fit'])
    assert.equal(reserveOf(lanesOf(procedure(sound))[0]!), 7.5)
  })

  it('a limit holds in every case', () => assert.deepEqual(broken({ clock: [within(workingDays(3), legal('A'), is('requester.commune', '1'))] }), ['clock-is-set']))

  it('every end speaks: a letter or a result', () => {
    assert.deepEqual(broken(steps({ refused: { ...refused(), letter: undefined } })), ['ends-speak'])
  })

  it('a refusal has lawful grounds', () => assert.deepEqual(broken({ grounds: [] }), ['refusals-have-grounds']))

  it('every paper can be found wanting', () => assert.ok(broken({ defects: [{ ...sound.defects[0]!, item: 'requester.commune' }] }).includes('papers-have-defects')))

  it('it asks nothing a register already provides', () => {
    const asks = (item: ReturnType<typeof text>) => broken({ form: [page('one', 'Câu hỏi', [item, text('requester.commune', 'Xã', 'Nhập xã'), paper('map', 'Bản đồ')])] })
    const name = text('mother.fullName', 'Tên mẹ', 'Nhập tên mẹ')
    assert.deepEqual(asks(name), ['nothing-known-is-asked'])
    assert.deepEqual(asks(name.when(not(is('requester.commune', '1')))), ['nothing-known-is-asked'], 'another condition does not help')
    assert.deepEqual(asks(name.when(not(has('mother.fullName')))), [], 'asked only while the fact is missing')
    assert.deepEqual(asks(name.because('Luật đòi người mẹ tự ghi.')), [], 'the author wrote why')
    assert.deepEqual(asks(text('x', 'Tên mẹ', 'Nhập').about('mother.fullName')), ['nothing-known-is-asked'], 'also under another id')
  })

  it('its pages ask at most three things', () => {
    const four = ['a', 'b', 'c', 'requester.commune'].map((id) => text(id, 'Câu', 'Nhập'))
    assert.deepEqual(broken({ form: [page('one', 'Bốn câu', four), page('two', 'Giấy', [paper('map', 'Bản đồ')])] }), ['pages-are-small'])
  })

  it('its conditions speak of things that exist, and not in circles', () => {
    assert.ok(broken({ form: [page('one', 'Câu', [text('requester.commune', 'Xã', 'Nhập xã').when(is('nowhere', 1)), paper('map', 'Bản đồ')])] }).includes('paths-are-known'))
    assert.ok(broken({ derived: [derived('a', 'A', copy('b')), derived('b', 'B', copy('a'))] }).includes('no-circles'))
  })

  it('it speaks plainly', () => {
    assert.deepEqual(broken({ promise: 'Vui lòng kiểm tra.' }), ['words-are-plain'])
    assert.deepEqual(broken({ promise: Array.from({ length: 21 }, () => 'từ').join(' ') }), ['words-are-plain'])
  })

  it('a guess says what was not checked', () => assert.deepEqual(broken({ notes: [legal('Đoán', undefined, 'guess')] }), ['law-is-cited']))
})

describe('the procedures of this release', () => {
  for (const service of services) {
    it(`${service.code} ${service.slug} can be published`, () => assert.deepEqual(checkProcedure(service), []))
    it(`${service.code} has a certainty for each of its time limits`, () => {
      for (const each of lanesOf(service)) for (const rule of each.clock) assert.ok(['sure', 'likely', 'guess'].includes(rule.basis.certainty))
    })
  }

  it('are found by what people type, with or without diacritics', () => {
    const catalogue = buildCatalogue(services)
    const first = (typed: string) => catalogue.search(typed, '2026-11-22')[0]?.service.code
    assert.equal(first('nhập khẩu'), '1.004222')
    assert.equal(first('khai sinh thuong tru'), '2.000986')
    assert.equal(first('1.001193'), '1.001193')
    assert.equal(first('thẻ BHYT trẻ em'), '1.014137')
    assert.deepEqual(catalogue.search('tàu vũ trụ', '2026-11-22'), [])
    assert.deepEqual(catalogue.search('  ', '2026-11-22'), [])
  })

  it('hold from their first day on', () => {
    const catalogue = buildCatalogue(services)
    assert.equal(catalogue.find('2.000986', '2026-08-31'), undefined)
    assert.equal(catalogue.find('2.000986', '2026-09-01')?.service.slug, 'khai-sinh-thuong-tru-bhyt')
  })

  it('may not share a code in one period', () => {
    assert.throws(() => buildCatalogue([birth, { ...birth, slug: 'khac' }]), /share a code/)
    assert.doesNotThrow(() => buildCatalogue([{ ...birth, validTo: '2027-01-01' }, { ...birth, validFrom: '2027-01-01' }]))
  })
})

describe('a frozen procedure', () => {
  it('comes back as it was, with the same hash', () => {
    for (const service of services) {
      const kept = freeze(service)
      assert.deepEqual(loadProcedure(kept.canonicalJson, kept), JSON.parse(JSON.stringify(service)))
      assert.equal(freeze(loadProcedure(kept.canonicalJson)).hash, kept.hash)
    }
  })

  it('does not open after its text was changed', () => {
    const kept = freeze(birth)
    assert.throws(() => loadProcedure(kept.canonicalJson.replace('"amount":0.5', '"amount":9'), kept), /hash/)
    assert.throws(() => loadProcedure(kept.canonicalJson, { evaluatorVersion: kept.evaluatorVersion + 1 }), /evaluator/)
  })

  it('has one hash whatever the order its author wrote in', () => {
    const shuffled = Object.fromEntries(Object.entries(birth).reverse()) as unknown as typeof birth
    assert.equal(freeze(shuffled).hash, freeze(birth).hash)
  })

  it('cannot be changed in memory', () => {
    const service = loadProcedure(freeze(birth).canonicalJson)
    assert.throws(() => { (service as { name: string }).name = 'x' }, TypeError)
  })
})

describe('a bundle', () => {
  const askedIn = (service: { form: Procedure['form'] }) => service.form.flatMap((each) => each.items).map((item) => item.id)

  it('asks each question once, and none that it is given', () => {
    const ids = askedIn(bundle)
    assert.equal(new Set(ids).size, ids.length)
    for (const gone of ['residence.case', 'residence.household', 'place', 'lease', 'member', 'newHousehold']) assert.ok(!ids.includes(gone), gone)
  })

  it('keeps one row, clock and authority per child', () => {
    assert.deepEqual(bundle.lanes.map((each) => [each.id, each.code, each.authority.organisation, each.start]), [
      ['birth', '1.001193', 'commune-people-committee', 'received'], ['residence', '1.004222', 'commune-police', 'waiting'], ['health-card', '1.014137', 'social-insurance', 'waiting'],
    ])
  })

  it('counts 61 legal items on three forms', () => {
    const perForm = Map.groupBy(bundle.legalItems, (item) => item.form)
    assert.deepEqual([...perForm].map(([form, items]) => [form, items.length]), [['TKĐKKS', 25], ['CT01', 22], ['TK-BHYT', 14]])
    assert.equal(bundle.legalItems.filter((item) => item.source === 'typed').length, 1)
  })

  it('shows the identity-card lane as a dated sentence with its source, not as a lane', () => {
    assert.deepEqual(bundle.laterLanes.map((later) => [later.id, later.from, later.basis.text]), [['identity-card', '2026-09-01', 'NĐ 301/2026/NĐ-CP']])
    assert.match(bundle.laterLanes[0]!.says, /làm sau/)
  })

  it('never loses a question of a child, and never asks one twice', () => {
    const head = { code: '9.2', slug: 'x', name: 'X', field: 'X', level: 'TOAN_TRINH', lists: [], validFrom: '2026-01-01', legal: [], who: sound.who, channels: [], synonyms: [], promise: 'X', legalItems: [], whenDown: {} } as const
    assert.throws(() => linked({ ...head, lanes: [lane('a', 'A', procedure(sound), {})], pages: [arrange('one', 'Một', ['map'])] }), /no page asks requester.commune/)
    assert.throws(() => linked({ ...head, lanes: [lane('a', 'A', procedure(sound), {})], pages: [arrange('one', 'Một', ['map', 'map', 'requester.commune'])] }), /already has a place/)
    const given = linked({ ...head, lanes: [lane('a', 'A', procedure(sound), { given: { 'requester.commune': constant('1') } })], pages: [arrange('one', 'Một', ['map'])] })
    assert.deepEqual(given.derived.map((item) => item.id), ['requester.commune'])
  })

  it('never undoes a registered birth: no way leads out of a good end', () => {
    for (const each of bundle.lanes) for (const state of Object.values(each.steps)) if (state.kind === 'end') assert.ok(!('exits' in state))
  })

  it('lets every lane end on its own: no exit of one lane names a state of another', () => {
    for (const each of bundle.lanes) for (const walk of walksOf(each)) for (const move of walk.moves) assert.ok(move.to in each.steps)
  })
})

describe('a merge of generated procedures', () => {
  it('holds each question of the children exactly once', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 })
    const ask = (list: readonly string[]) => procedure({ ...sound, form: list.map((id) => page(id, id, [choice(id, id, 'Chọn', [option('1', 'Một'), option('2', 'Hai')])])) })
    fc.assert(fc.property(ids, ids, fc.subarray(['a', 'b', 'c']), (first, second, given) => {
      const wanted = new Set([...first, ...second.filter((id) => !given.includes(id))])
      const all = linked({
        code: '9.3', slug: 'y', name: 'Y', field: 'Y', level: 'TOAN_TRINH', lists: [], validFrom: '2026-01-01', legal: [], who: sound.who, channels: [], synonyms: [], promise: 'Y', legalItems: [], whenDown: {},
        lanes: [lane('one', 'Một', ask(first), {}), lane('two', 'Hai', ask(second), { given: Object.fromEntries(given.map((id) => [id, constant('1')])) })],
        pages: [...wanted].map((id) => arrange(id, id, [id])),
      })
      assert.deepEqual(new Set(all.form.flatMap((each) => each.items.map((item) => item.id))), wanted)
    }))
  })
})

describe('permanent residence', () => {
  it('asks for papers only in the case that needs them', () => {
    const papers = residence.form.flatMap((each) => each.items).filter((item) => item.kind === 'paper')
    for (const item of papers) assert.ok(item.when, `${item.id} is demanded always`)
  })
})
