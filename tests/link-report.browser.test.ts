import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, it } from 'node:test'
import { linkSides, modelOf, nameShares, newDictionaries, prepare, ReportCount, reportHtml, reportOfRun, Scorer, trainModel, type AboutRun, type Dictionaries, type Linked, type LinkModel, type MatchInput, type Prepared, type ReportFigures, type ReportInput } from '../src/data-ecosystem/linkage/index.ts'
import { candidatesOf, type Candidate } from '../src/data-ecosystem/linkage/intake/run-stages.ts'
import { rootPath } from '../src/platform/index.ts'
import { generatePeople, type PersonSeed } from '../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../synthetic/lists/sector-list.ts'
import { assertNoAxeViolations, assertNoSidewaysScroll, closeBrowser, shoot, visitor } from './browser.ts'

const asInput = (person: PersonSeed): MatchInput => ({ id: person.externalId, name: person.fullName, birth: person.birthDate, gender: person.gender, numbers: `${person.pin};${person.cmnd9}`, commune: person.residenceArea, address: person.residenceDetail })
const about: AboutRun = { title: 'Hội viên người cao tuổi', at: '2026-11-22T02:00:00.000Z', purpose: 'Rà soát hội viên', basis: 'Luật Căn cước 2023, đ.10', seconds: { scoring: 1.5 } }
const exampleModel = modelOf(JSON.parse(readFileSync(rootPath('docs/examples/model.json'), 'utf8')))

/** The candidates of each line, as a run hands them to its report. */
function candidatesIn(linked: Linked, left: Prepared, right: Prepared, dictionaries: Dictionaries, model: LinkModel): (readonly Candidate[])[] {
  const kept = { left: linked.left, right: linked.right, weight: linked.weight, pairs: linked.left.length }
  return [...candidatesOf([kept], left, right, Int32Array.from({ length: left.n }, (_, i) => i), new Scorer(model, nameShares(right, dictionaries), dictionaries), dictionaries)].map(({ candidates }) => candidates)
}

function figuresOf(input: ReportInput, list: readonly MatchInput[], candidates: readonly (readonly Candidate[])[]): ReportFigures {
  const count = new ReportCount(input)
  for (const [i, line] of list.entries()) count.add(line, candidates[i]!)
  return count.done()
}

describe('the report of a run', () => {
  let people: PersonSeed[]
  let list: ListLine[]
  let left: Prepared
  let right: Prepared
  let model: LinkModel
  let linked: Linked
  let input: ReportInput
  let figures: ReportFigures
  let meant: number[]
  let candidates: (readonly Candidate[])[]
  /** Each line's likeliest person, its weight, and what becomes of it: worked out here by itself. */
  let best: { row: number; weight: number; zone: 'automatic' | 'review' | 'reject' }[]
  const folder = mkdtempSync(join(tmpdir(), 'congdan-report-'))
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await closeBrowser()
  })

  before(async () => {
    people = [...generatePeople({ seed: 'report', people: 5_000, errors: 'default' })].flatMap((household) => household.people)
    const strangers = [...generatePeople({ seed: 'report-strangers', people: 90, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people)
    list = [...sectorList(people.filter((person, i) => i % 4 === 0 && person.lifeStatus === 'living'), strangers, listErrors['few-numbers'], 'report')]
    const dictionaries = newDictionaries()
    right = prepare(people.map(asInput), people.length, dictionaries, 2026)
    left = prepare(list, list.length, dictionaries, 2026)
    model = trainModel({ left, right, dictionaries })
    linked = await linkSides({ left, right, dictionaries, model, threads: 1 })
    const rowOf = new Map(people.map((person, row) => [person.externalId, row]))
    meant = list.map((line) => (line.truth === '' ? -1 : rowOf.get(line.truth)!))
    input = reportOfRun({ left, right, dictionaries, model, kept: [linked], planned: linked.planned, pairs: linked.pairs, counts: { blocked: 3, problems: { 'name-missing': 3, 'lost-zeros': 12 } }, ethnicity: (row) => people[row]!.ethnicity, truth: (line) => meant[line]! }, about)
    candidates = candidatesIn(linked, left, right, dictionaries, model)
    figures = figuresOf(input, list, candidates)
    best = list.map((line, i) => {
      const own = [...linked.left].flatMap((row, k) => (row === i ? [{ row: linked.right[k]!, weight: linked.weight[k]! }] : [])).toSorted((a, b) => b.weight - a.weight || a.row - b.row)
      const [first, second] = own
      if (!first) return { row: -1, weight: Number.NEGATIVE_INFINITY, zone: 'reject' }
      const person = people[first.row]!
      const against = (line.gender !== '' && (line.gender === 'Nam') !== (person.gender === 'male')) || candidates[i]![0]!.levels.number === 0
      return { ...first, zone: first.weight < model.review ? 'reject' : first.weight < model.automatic || against || (second && second.weight >= model.automatic) ? 'review' : 'automatic' }
    })
  })

  /** Lines with two people from the upper threshold on. */
  const linesWithTwo = (): number => candidates.filter((each) => each.filter(({ weight }) => weight >= model.automatic).length > 1).length

  it('counts what it shows as the lines themselves do', () => {
    assert.equal(figures.lines, list.length)
    for (const name of ['automatic', 'review', 'reject'] as const) assert.equal(figures.zones[name], best.filter((each) => each.zone === name).length, name)
    assert.equal(figures.bins.flatMap(({ lines }) => Object.values(lines)).reduce((a, b) => a + b, 0) + figures.withoutPair, list.length)
    assert.equal(figures.reasons!['two-fit'] ?? 0, linesWithTwo())
    assert.equal(figures.withoutPair, best.filter(({ row }) => row < 0).length)
    assert.equal(figures.rules.reduce((sum, { lines }) => sum + lines.automatic, 0), figures.zones.automatic)
    assert.equal(figures.communes.groups.reduce((sum, { lines }) => sum + lines, 0), list.length)
    assert.equal(figures.profile.gender.empty, list.filter((line) => line.gender === '').length)
    assert.equal(figures.profile.gender.male, list.filter((line) => line.gender === 'Nam').length)
    assert.equal(figures.profile.number.empty, list.filter((line) => line.numbers === '').length)
    assert.equal(figures.profile.commune.empty, list.filter((line) => line.commune === '').length)
    assert.equal(figures.registerFilled.pin, people.filter((person) => /^\d{10,12}$/.test(person.pin)).length)
  })

  it('says precision and recall as the truth does, at every threshold', () => {
    const inRegister = meant.filter((row) => row >= 0).length
    assert.equal(figures.truth!.inRegister, inRegister)
    assert.ok(figures.truth!.thresholds.length > 15)
    for (const { weight, precision, recall } of figures.truth!.thresholds) {
      const taken = list.flatMap((_, i) => (best[i]!.weight >= weight ? [best[i]!.row === meant[i]] : []))
      const rightOnes = taken.filter(Boolean).length
      assert.deepEqual([precision?.count ?? 0, precision?.of ?? 0, recall!.count, recall!.of], [rightOnes, taken.length, rightOnes, inRegister])
    }
    const automatic = best.flatMap((each, i) => (each.zone === 'automatic' ? [each.row === meant[i]] : []))
    const { precision, recall } = figures.truth!.automatic
    assert.deepEqual([precision!.count, precision!.of, recall!.of], [automatic.filter(Boolean).length, automatic.length, inRegister])
    assert.ok(precision!.share > 0.99 && precision!.low < precision!.share)
  })

  it('says whom it serves worse, by gender, age and ethnic group', () => {
    const recallOf = (which: (line: ListLine, i: number) => boolean): [number, number] => {
      const own = list.flatMap((line, i) => (meant[i]! >= 0 && which(line, i) ? [best[i]!.zone === 'automatic' && best[i]!.row === meant[i]] : []))
      return [own.filter(Boolean).length, own.length]
    }
    const shown = (group: ReportFigures['fairness']['ethnicity'], key: string): [number, number] => {
      const found = group!.groups.find((each) => each.key === key)!
      return [found.recall!.count, found.recall!.of]
    }
    assert.deepEqual(shown(figures.fairness.gender, 'female'), recallOf((line) => line.gender === 'Nữ'))
    assert.deepEqual(shown(figures.fairness.ethnicity, '01'), recallOf((_, i) => meant[i]! >= 0 && people[meant[i]!]!.ethnicity === '01'))
    const year = (line: ListLine): number => Number(/\d{4}/.exec(line.birth)![0])
    assert.deepEqual(shown(figures.fairness.age, '60-79'), recallOf((line) => 2026 - year(line) >= 60 && 2026 - year(line) < 80))
    // A group of few people is not shown by itself.
    for (const { key, lines } of figures.fairness.ethnicity!.groups) assert.ok(key === '' || key === '~' || lines >= 10, key)
  })

  it('adds each waterfall up to the weight of its pair', () => {
    assert.deepEqual(figures.examples.map(({ kind }) => kind), ['strongest', 'weakest-automatic', 'close-second', 'strongest-review', 'weakest-review'])
    for (const { weight, why } of figures.examples) assert.ok(Math.abs(why.lines.reduce((sum, line) => sum + line.weight, why.start) - weight) < 1e-6)
    assert.equal(figures.examples[0]!.weight, Math.max(...best.filter((each) => each.zone === 'automatic').map((each) => each.weight)))
  })

  it('puts together what hangs together', () => {
    const automatic = [...linked.left].flatMap((line, k) => (linked.weight[k]! >= model.automatic ? [[line, linked.right[k]!] as const] : []))
    const degree = (side: 0 | 1): Map<number, number> => automatic.reduce((counts, pair) => counts.set(pair[side], (counts.get(pair[side]) ?? 0) + 1), new Map<number, number>())
    const [lines, persons] = [degree(0), degree(1)]
    const alone = automatic.filter(([line, person]) => lines.get(line) === 1 && persons.get(person) === 1).length
    assert.equal(figures.clusters.automatic.find((each) => each.lines === 1 && each.people === 1)!.clusters, alone)
    assert.equal(figures.clusters.automatic.reduce((sum, each) => sum + each.lines * each.clusters, 0), lines.size)
    assert.equal(figures.clusters.automatic.reduce((sum, each) => sum + each.people * each.clusters, 0), persons.size)
    assert.ok(figures.clusters.automatic.length > 1, 'people recorded twice make larger clusters')
  })

  it('knows lines that nothing could link', () => {
    const atAutomatic = figures.unlinkable.find(({ weight }) => weight === model.automatic)!
    const poor = list.filter((line) => line.numbers === '' && /^\d{4}$/.test(line.birth) && line.commune === '').length
    assert.ok(atAutomatic.lines > 0 && atAutomatic.lines < list.length / 2, `${atAutomatic.lines} of ${list.length}, ${poor} poor`)
    assert.deepEqual(figures.unlinkable.map(({ lines }) => lines), figures.unlinkable.map(({ lines }) => lines).toSorted((a, b) => a - b))
  })

  it('holds nobody: no name of a list, no number, no date', () => {
    const html = reportHtml(figures)
    assert.doesNotMatch(html.replace(/sha256-[^']+/, ''), /\d{9}/)
    for (const line of list) assert.ok(!html.includes(line.name), line.name)
    for (const person of people) assert.ok(!html.includes(person.fullName) && (person.birthDate.length < 10 || !html.includes(person.birthDate)), person.externalId)
    assert.doesNotMatch(html, /<script|\sstyle=|\son\w+=|NaN|undefined|Infinity/)
    assert.doesNotMatch(html, /https?:\/\//)
  })

  it('reckons precision and recall from a second reading where there is no truth', () => {
    const reading = (line: number): 'same' | 'different' | null => (line % 5 !== 0 || best[line]!.row < 0 ? null : best[line]!.row === meant[line] ? 'same' : 'different')
    const read = figuresOf({ ...input, truth: null, reading }, list, candidates)
    assert.equal(read.truth, null)
    const matched = read.readings!.zones.find((each) => each.zone === 'automatic')!
    assert.equal(matched.read, best.filter((each, i) => i % 5 === 0 && each.zone === 'automatic').length)
    assert.ok(matched.same!.low > 0.95)
    const { recall } = read.readings!
    const found = best.filter((each, i) => each.row >= 0 && each.row === meant[i])
    const truly = found.filter((each) => each.zone === 'automatic').length / found.length
    assert.ok(recall!.low <= truly && truly <= recall!.high, `${recall!.low} ${truly} ${recall!.high}`)
    const onlyMatched = figuresOf({ ...input, truth: null, reading: (line) => (best[line]!.zone === 'automatic' ? reading(line) : null) }, list, candidates)
    assert.equal(onlyMatched.readings!.recall, null)
    assert.match(reportHtml(onlyMatched), /Chưa ước được độ đủ/)
  })

  it('says that nobody knows, where there is neither', () => {
    const html = reportHtml(figuresOf({ ...input, truth: null, reading: null, ethnicity: null }, list, candidates))
    assert.match(html, /Chưa biết đúng sai/)
    assert.match(html, /có từ trước khi báo cáo đếm theo dân tộc/)
    assert.doesNotMatch(html, /NaN|undefined/)
  })

  it('stands with no line at all, and with bad lines alone', async () => {
    const bad: MatchInput[] = [{ id: '1', name: '???', birth: 'không rõ', gender: 'x', numbers: 'abc', commune: 'xã A', address: '' }, { id: '2', name: '', birth: '', gender: '', numbers: '', commune: '', address: '' }]
    for (const lines of [[], bad]) {
      const dictionaries = newDictionaries()
      const register = prepare(people.slice(0, 50).map(asInput), 50, dictionaries, 2026)
      const side = prepare(lines, lines.length, dictionaries, 2026)
      for (const given of [exampleModel, trainModel({ left: side, right: register, dictionaries })]) {
        const none = await linkSides({ left: side, right: register, dictionaries, model: given, threads: 1 })
        const own = figuresOf(reportOfRun({ left: side, right: register, dictionaries, model: given, kept: [none], planned: none.planned, pairs: none.pairs, counts: { blocked: 3, problems: { 'name-missing': 3 } } }, about), lines, candidatesIn(none, side, register, dictionaries, given))
        assert.deepEqual([own.lines, own.zones.automatic, own.withoutPair, own.bins.length, own.examples.length], [lines.length, 0, lines.length, 0, 0])
        if (lines.length > 0) assert.deepEqual([own.profile.name.unreadable, own.profile.name.empty, own.profile.birth.unreadable, own.profile.number.unreadable, own.profile.commune.unreadable], [1, 1, 1, 1, 1])
        const html = reportHtml(own)
        assert.doesNotMatch(html, /NaN|undefined|Infinity/)
        assert.match(html, /Không có họ tên/)
      }
    }
  })

  it('opens as a file: nothing is refused, axe finds nothing, no sideways scroll, on a phone and at a desk', async () => {
    const file = join(folder, 'report.html')
    writeFileSync(file, reportHtml(figures))
    for (const [width, height] of [[360, 740], [320, 640], [1366, 768]] as const) {
      const context = await visitor({ width, height })
      try {
        const page = await context.newPage()
        const complaints: string[] = []
        page.on('console', (message) => complaints.push(message.text()))
        await page.goto(pathToFileURL(file).href)
        assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('h1')!).fontSize !== '32px'), true, 'the style is applied')
        await assertNoSidewaysScroll(page, `report at ${width}`)
        if (width === 1366) await shoot(page, 'link-report-1366')
        if (width !== 320) await assertNoAxeViolations(page, `report at ${width}`)
        assert.deepEqual(complaints, [])
      } finally {
        await context.close()
      }
    }
  })
})
