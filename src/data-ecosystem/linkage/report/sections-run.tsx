import { comparisons } from '../model.ts'
import { levelWords } from '../review/explain.ts'
import type { Example } from './examples.ts'
import type { ReportFigures } from './figures.ts'
import { Heading, Said, Table, bits, count, of, stacked, type BarPart } from './parts.tsx'
import { comparisonWords, exampleWords, ruleWords, zoneWords, type Both } from './words.ts'

export function Rules({ figures }: { figures: ReportFigures }) {
  const all = figures.rules.reduce((sum, rule) => sum + rule.pairs, 0)
  return (
    <section>
      <Heading id="cach-ghep" vi="Cặp theo cách ghép" en="Pairs by rule" />
      <p><Said vi="Hai bên chỉ được so khi trùng một trong các khóa dưới đây. Một cặp tính cho cách ghép đầu tiên gặp nó." en="Two records are looked at only when they agree on one of these keys. A pair belongs to the first rule that meets it." /></p>
      <Table caption={{ vi: `Tổng cộng ${count(all)} cặp đã chấm điểm`, en: `${count(all)} pairs scored` }}
        head={[{ vi: 'Cách ghép', en: 'Rule' }, { vi: 'Cặp thô, đếm trước', en: 'Raw pairs, counted before' }, { vi: 'Cặp mới đã chấm', en: 'New pairs scored' }, { vi: 'Dòng được khớp', en: 'Lines matched' }, { vi: 'Dòng cần xem', en: 'Lines for review' }]}
        rows={figures.rules.map(({ rule, planned, pairs, lines }) => [<Said {...ruleWords[rule]!} />, count(planned), count(pairs), count(lines.automatic), count(lines.review)])}
        bars={figures.rules.map(({ pairs }) => stacked(all, [[pairs, 'blue']]))} />
    </section>
  )
}

const pairOf = ([vi, en]: readonly [vi: string, en: string]): Both => ({ vi, en })

/** A bar from zero to the left or right: against is red, for is blue. */
function around(from: number, to: number, low: number, high: number): BarPart[] {
  const width = high - low || 1
  const [a, b] = [(Math.min(from, to) - low) / width, (Math.max(from, to) - low) / width]
  return [{ from: a, to: Math.max(b, a + 0.004), fill: to < from ? 'red' : 'blue' }]
}

export function Weights({ figures }: { figures: ReportFigures }) {
  const rows = figures.weights.flatMap(({ comparison, levels }) => levels.map((level, i) => ({ comparison, i, ...level })).toReversed())
  const [low, high] = [Math.min(0, ...rows.map((row) => row.weight)), Math.max(0, ...rows.map((row) => row.weight))]
  const small = new Intl.NumberFormat('vi', { maximumSignificantDigits: 3 })
  return (
    <section>
      <Heading id="trong-so" vi="Trọng số của mô hình" en="Weights of the model" />
      <p><Said vi={`m là tỷ lệ gặp mức này khi hai bên là một người, u là khi hai bên là hai người. Trọng số là log2(m/u), tính bằng bit: cứ thêm 1 là khả năng gấp đôi. Điểm xuất phát ${bits(figures.prior)}. Từ ${bits(figures.model.automatic)} tự nhận, từ ${bits(figures.model.review)} để người xem.`}
        en={`m is how often a level is met when both are one person, u when they are two. The weight is log2(m/u) in bits: one more doubles the odds. A pair starts at ${bits(figures.prior)}; from ${bits(figures.model.automatic)} it is taken, from ${bits(figures.model.review)} people look.`} /></p>
      <Table caption={{ vi: 'Từng mức so sánh', en: 'Each level of comparison' }} head={[{ vi: 'Mức', en: 'Level' }, { vi: 'm', en: 'm' }, { vi: 'u', en: 'u' }, { vi: 'Trọng số', en: 'Weight' }]}
        rows={rows.map(({ comparison, i, m, u, weight }) => [<><strong>{comparisonWords[comparison].vi}</strong>. <Said {...pairOf(levelWords[comparison][comparisons[comparison][i]!]!)} /></>, small.format(m), small.format(u), bits(weight)])}
        bars={rows.map(({ weight }) => around(0, weight, low, high))} />
    </section>
  )
}

export function Histogram({ figures }: { figures: ReportFigures }) {
  const most = Math.max(1, ...figures.bins.map(({ lines }) => lines.automatic + lines.review + lines.reject))
  return (
    <section>
      <Heading id="phan-bo" vi="Phân bố trọng số" en="Histogram of weights" />
      <p><Said vi={`Trọng số của người gần nhất với mỗi dòng. ${count(figures.withoutPair)} dòng không có ai đáng xem.`} en={`The weight of the likeliest person of each line. ${count(figures.withoutPair)} lines have nobody worth a look.`} /></p>
      {figures.bins.length > 0 && (
        <Table caption={{ vi: 'Số dòng theo trọng số', en: 'Lines by weight' }} head={[{ vi: 'Trọng số', en: 'Weight' }, zoneWords.automatic, zoneWords.review, zoneWords.reject]}
          rows={figures.bins.map(({ from, to, lines }) => [`${bits(from)} … ${bits(to)}`, count(lines.automatic), count(lines.review), count(lines.reject)])}
          bars={figures.bins.map(({ lines }) => stacked(most, [[lines.automatic, 'blue'], [lines.review, 'gold'], [lines.reject, 'grey']]))} />
      )}
    </section>
  )
}

export function Examples({ figures }: { figures: ReportFigures }) {
  return (
    <section>
      <Heading id="vi-du" vi="Ví dụ, từng bước" en="Examples, step by step" />
      <p><Said vi="Mỗi ví dụ là một cặp có thật trong lần chạy, đã che hết tên, số, ngày sinh và nơi ở. Điều nói ngược đứng trước." en="Each example is a pair of this run with name, number, date and place withheld. What speaks against it comes first." /></p>
      {figures.examples.length === 0 ? <p><Said vi="Lần chạy này không có cặp nào." en="This run has no pairs." /></p> : figures.examples.map((example) => <Waterfall example={example} />)}
    </section>
  )
}

function Waterfall({ example: { kind, zone, weight, second, rule, why } }: { example: Example }) {
  let at = why.start
  const steps = [{ vi: 'Trước khi so: hai bản ghi bất kỳ hiếm khi là một người', en: 'Before comparing: two records are rarely one person', weight: why.start, from: 0, to: why.start }, ...why.lines.filter((line) => line.side !== 'silent').map((line) => {
    const from = at
    at += line.weight
    return { ...line, from, to: at }
  })]
  const silent = why.lines.filter((line) => line.side === 'silent')
  const [low, high] = [Math.min(0, ...steps.flatMap(({ from, to }) => [from, to])), Math.max(0, ...steps.flatMap(({ from, to }) => [from, to]))]
  const words = exampleWords[kind]
  const found = ruleWords[rule]!
  return (
    <>
      <h3><Said vi={`${words.vi}: ${bits(weight)}, ${zoneWords[zone].vi.toLowerCase()}`} en={words.en} /></h3>
      <p><Said vi={`Tìm ra bằng: ${found.vi.toLowerCase()}.${second === null ? ' Không có người thứ hai.' : ` Người thứ hai: ${bits(second)}.`}${silent.map((line) => ` ${line.vi}.`).join('')}`} en={`Found by: ${found.en.toLowerCase()}.${silent.map((line) => ` ${line.en}.`).join('')}`} /></p>
      <Table caption={{ vi: words.vi, en: words.en }} head={[{ vi: 'Điều so', en: 'Compared' }, { vi: 'Trọng số', en: 'Weight' }, { vi: 'Cộng dồn', en: 'Sum so far' }]}
        rows={steps.map((step) => [<Said vi={step.vi} en={step.en} />, bits(step.weight), bits(step.to)])} bars={steps.map(({ from, to }) => around(from, to, low, high))} />
    </>
  )
}

export function Unlinkables({ figures }: { figures: ReportFigures }) {
  const { unlinkable, lines, model } = figures
  return (
    <section>
      <Heading id="khong-the-khop" vi="Dòng không thể tự khớp" en="Unlinkable lines" />
      <>
          <p><Said vi="Nếu dữ liệu dân cư có đúng một bản sao của dòng ấy thì được bao nhiêu điểm? Dòng không đạt ngưỡng thì có tìm đúng cũng không tự nhận được: cần thêm số giấy tờ hoặc ngày sinh."
            en="What would a line weigh against an exact copy of itself? Where that is below the threshold, even the right person cannot be taken automatically: the line needs a number or a date." /></p>
          <Table caption={{ vi: 'Dòng không đạt, theo ngưỡng', en: 'Lines that fall short, by threshold' }} head={[{ vi: 'Ngưỡng', en: 'Threshold' }, { vi: 'Dòng', en: 'Lines' }, { vi: 'Tỷ lệ', en: 'Share' }]}
            rows={unlinkable.map(({ weight, lines: n }) => [`${bits(weight)}${weight === model.automatic ? ' · ngưỡng tự nhận' : weight === model.review ? ' · ngưỡng để xem' : ''}`, count(n), of(n, lines)])} bars={unlinkable.map(({ lines: n }) => stacked(lines, [[n, 'red']]))} />
      </>
    </section>
  )
}

export function Clusters({ figures }: { figures: ReportFigures }) {
  const table = (caption: Both, counts: ReportFigures['clusters']['automatic']) => (
    <Table caption={caption} head={[{ vi: 'Cụm gồm', en: 'A cluster of' }, { vi: 'Số cụm', en: 'Clusters' }]}
      rows={counts.map(({ lines, people, clusters }) => [<Said vi={`${lines} dòng, ${people} người`} en={`${lines} lines, ${people} people`} />, count(clusters)])} bars={counts.map(({ clusters }) => stacked(counts.reduce((sum, each) => sum + each.clusters, 0), [[clusters, 'blue']]))} />
  )
  return (
    <section>
      <Heading id="cum" vi="Cỡ của các cụm" en="Cluster sizes" />
      <p><Said vi="Đúng ra một dòng đi với một người. Nhiều dòng một người: danh sách có thể trùng. Một dòng nhiều người: dữ liệu dân cư có thể trùng, hoặc hai người rất giống nhau." en="One line and one person is as it should be. Many lines to a person: the list may repeat. Many people to a line: the register may, or two people are much alike." /></p>
      {table({ vi: 'Chỉ các cặp tự nhận', en: 'Pairs taken automatically' }, figures.clusters.automatic)}
      {table({ vi: 'Thêm cả các cặp cần xem', en: 'With pairs for review' }, figures.clusters.withReview)}
    </section>
  )
}

