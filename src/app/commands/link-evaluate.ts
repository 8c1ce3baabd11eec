import { writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { readReportOfRun, reportHtml, weightText, type ReportFigures } from '../../data-ecosystem/linkage/index.ts'
import { inTransaction, type Config } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { setProgramSettings } from '../settings.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { askedPurpose } from './asked-purpose.ts'
import { inBoundedMemory, megabytes, readFlags, UsageError, type Command } from './command.ts'
import { matchAsked } from './link-list.ts'

export const linkEvaluateCommand: Command = {
  name: 'link evaluate',
  usage: 'TỆP --truth CỘT --purpose «lý do; căn cứ» [--kind LOẠI | --model TỆP.json] [--map name=cột | --mapping TỆP.json] [--area 86] [--lower=-2 --upper=10] [--threads 2] [--budget 2000000000] [--memory 2GB] [--out TỆP.json] [--report TỆP.html] [--demo]  |  --run MÃ [--out TỆP.json] [--report TỆP.html] [--demo]',
  vi: 'Đo độ đúng, độ đủ có khoảng tin cậy: theo cột số đã kiểm chứng, hoặc theo quyết định của người đọc trong một lần đối khớp. Chỉ ra số đếm.',
  en: 'Precision and recall with intervals: by a column of verified numbers, or by what readers decided in one run. Counts alone.',
  async run(args, config) {
    const { values, positionals: [path, more] } = readFlags(args, {
      truth: { type: 'string' }, purpose: { type: 'string' }, kind: { type: 'string' }, model: { type: 'string' }, map: { type: 'string', default: '' }, mapping: { type: 'string' }, area: { type: 'string', default: '' }, lower: { type: 'string' }, upper: { type: 'string' },
      threads: { type: 'string', default: '2' }, budget: { type: 'string', default: '2000000000' }, memory: { type: 'string', default: '2GB' }, out: { type: 'string' }, report: { type: 'string' }, run: { type: 'string' }, demo: { type: 'boolean', default: false },
    })
    if (more || (path === undefined) === (values.run === undefined)) throw new UsageError('Cho một tệp kèm --truth, hoặc --run với mã một lần đối khớp đã đọc mẫu.')
    if (path !== undefined && values.truth === undefined) throw new UsageError('--truth: chỉ ra cột có số định danh đã kiểm chứng. Cột này không tham gia đối khớp.')
    const memoryMb = megabytes(values.memory)
    const bounded = await inBoundedMemory('link', ['evaluate', ...args], memoryMb)
    if (bounded !== null) return bounded
    const evaluated = path === undefined ? { figures: await figuresOfRun(config, values.run!, values.demo), manifest: null } : await onFile(config, { ...values, path, purpose: askedPurpose(values.purpose), memoryMb })
    const { figures, manifest } = evaluated
    if (figures.truth === null && figures.readings === null) throw new UsageError(path === undefined ? 'Chưa ai đọc lại mẫu của lần đối khớp này nên chưa đo được. Đọc mẫu ở /dl/duyet rồi chạy lại.' : 'Cột đáp án không có số nào đọc được nên chưa đo được.')
    const out = values.out ?? `${path === undefined ? values.run : basename(path, extname(path))}.do-dung.json`
    const { truth, readings, fairness, ethnicityOf, lines, zones } = figures
    writeFileSync(out, `${JSON.stringify({ ...(manifest ? { manifest } : { run: values.run }), lines, zones, truth, readings, fairness, ethnicityOf }, null, 2)}\n`, { mode: 0o600 })
    if (values.report) writeFileSync(values.report, reportHtml(figures), { mode: 0o600 })
    console.log([...said(figures), `Số liệu: ${out}.${values.report ? ` Báo cáo: ${values.report}.` : ''}`].join('\n'))
  },
}

/** The whole matching, of which only counts stay: no answer is written and nobody is shown. */
async function onFile(config: Config, asked: Parameters<typeof matchAsked>[1]) {
  const { linked: { figures, manifest } } = await matchAsked(config, asked, { out: null, errors: null }, true)
  return { figures: figures!, manifest }
}

async function figuresOfRun(config: Config, runId: string, demo: boolean): Promise<ReportFigures> {
  await wire()
  const house = await openHouse(config, { demo })
  try {
    setProgramSettings(house.mode, config)
    openStores(house)
    const figures = await inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis: 'Luật Căn cước 26/2023/QH15 đ.10', text: 'Đo độ đúng của một lần đối khớp' } }, (ctx) => readReportOfRun(ctx, runId))
    if (figures === null) throw new UsageError(`Lần đối khớp ${runId} không có báo cáo.`)
    return figures
  } finally {
    await house.close()
  }
}

type Share = { readonly share: number; readonly low: number; readonly high: number } | null
const percent = (n: number): string => `${(n * 100).toFixed(2).replace('.', ',')} %`
const withInterval = (share: Share): string => (share === null ? 'chưa có' : `${percent(share.share)} (${percent(share.low)} – ${percent(share.high)})`)

function said({ truth, readings, model }: ReportFigures): string[] {
  const count = (n: number): string => n.toLocaleString('vi')
  return [
    ...(truth === null ? [] : [
      `Biết đáp án của ${count(truth.known)} dòng, ${count(truth.inRegister)} người có trong dữ liệu dân cư. Khoảng trong ngoặc chắc 95 %.`,
      `Tự khớp: độ đúng ${withInterval(truth.automatic.precision)}, độ đủ ${withInterval(truth.automatic.recall)}.`,
      ...truth.thresholds.filter(({ precision }) => precision !== null).map(({ weight, precision, recall }) => `  từ ${weightText(weight).padStart(6)} bit  độ đúng ${withInterval(precision).padEnd(30)} độ đủ ${withInterval(recall)}${weight === model.automatic ? '  ← tự khớp' : weight === model.review ? '  ← để người xem' : ''}`),
    ]),
    ...(readings === null ? [] : [
      ...readings.zones.map(({ zone, lines, read, unsure, same }) => `${{ automatic: 'Tự khớp', review: 'Cần người xem', reject: 'Không thấy' }[zone]}: ${count(lines)} dòng, đã đọc ${count(read)} (${count(unsure)} không quyết được), đúng người ${withInterval(same)}.`),
      readings.recall === null ? 'Chưa ước được độ đủ: còn vùng chưa ai đọc mẫu.' : `Ước tính độ đủ ${withInterval(readings.recall)}, theo mẫu đã đọc.`,
    ]),
  ]
}
