/** Command: node synthetic/cli.ts --people 20000 --out DIR [--seed WORD] [--province 86] [--communes 29602,29308] [--prefix 099] [--errors none|default|FACTOR] [--error-shares KIND=SHARE,…] [--shapes NAME=SHARE,…] [--as-of DATE]. */
import { parseArgs } from 'node:util'
import { exportPeople } from './export.ts'
import type { ExportOptions } from './export.ts'
import { defaultErrorRates } from './errors.ts'
import type { ErrorRates } from './errors.ts'
import { testPrefixes } from './numbers.ts'
import type { TestPrefix } from './numbers.ts'
import { shapeNames } from './shapes.ts'

const usage = `Tạo dân số mẫu ra tệp people.csv, truth.csv (lỗi đã gieo) và shapes.csv (sinh đôi, anh em trùng tên, mẹ tái hôn, tên dân tộc).

  node synthetic/cli.ts --people 20000 --out thu-muc [--seed demo] [--province 86]
      [--communes 29602,29308] [--prefix 099|098|097|090] [--errors none|default|2.5] [--as-of 2026-11-01]
      [--error-shares person-twice=0.01,pin-shared=0.002] [--shapes twins=0.03,homonym-siblings=0.01,remarried-mothers=0.1,minorities=0.3,own-names=0.8]

Loại lỗi: ${Object.keys(defaultErrorRates).join(', ')}.
`

/** Runs the exporter with command-line arguments and returns the exit code. */
export function runCli(args: string[]): number {
  try {
    const options = readOptions(args)
    if (options === undefined) return say(usage, 0)
    const started = process.hrtime.bigint()
    const result = exportPeople({ ...options, onProgress: showProgress })
    const seconds = Number(process.hrtime.bigint() - started) / 1e9
    if (process.stderr.isTTY) process.stderr.write('\n')
    return say(`${JSON.stringify({ ...result, seconds: Number(seconds.toFixed(1)) })}\n`, 0)
  } catch (error) {
    return say(`${(error as Error).message}\n\n${usage}`, 1)
  }
}

function readOptions(args: string[]): ExportOptions | undefined {
  const { values } = parseArgs({
    args, strict: true,
    options: {
      people: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string', default: 'demo' }, province: { type: 'string' },
      communes: { type: 'string' }, prefix: { type: 'string' }, errors: { type: 'string', default: 'default' }, 'as-of': { type: 'string' }, 'error-shares': { type: 'string' }, shapes: { type: 'string' }, help: { type: 'boolean' },
    },
  })
  if (values.help || (values.people === undefined && values.out === undefined)) return undefined
  const people = Number(values.people)
  if (!Number.isInteger(people) || people < 1) throw new Error('--people: cho một số nguyên dương, ví dụ 20000.')
  if (values.out === undefined) throw new Error('--out: cho thư mục để ghi tệp.')
  const prefix = testPrefixes.find((known) => known === values.prefix)
  if (values.prefix !== undefined && prefix === undefined) throw new Error(`--prefix: chỉ dùng ${testPrefixes.join(', ')}, các đầu số không cấp cho người thật.`)
  return {
    people, dir: values.out, seed: values.seed, errors: readErrors(values.errors, sharesOf(values['error-shares'], '--error-shares', Object.fromEntries(Object.keys(defaultErrorRates).map((kind) => [kind, kind])))),
    ...(values.shapes === undefined ? {} : { shapes: sharesOf(values.shapes, '--shapes', shapeNames) }),
    ...(values.province === undefined ? {} : { province: values.province }),
    ...(values.communes === undefined ? {} : { communes: values.communes.split(',') }),
    ...(prefix === undefined ? {} : { prefix: prefix satisfies TestPrefix }),
    ...(values['as-of'] === undefined ? {} : { asOf: values['as-of'] }),
  }
}

/** The usual shares, times the factor where one is given; what is said of a kind by itself goes before. */
function readErrors(text: string, own: Partial<ErrorRates>): ExportOptions['errors'] & {} {
  const factor = text === 'none' ? 0 : text === 'default' ? 1 : Number(text)
  if (!Number.isFinite(factor) || factor < 0) throw new Error('--errors: dùng none, default hoặc một hệ số như 2.5.')
  if (Object.keys(own).length === 0) return text === 'none' || text === 'default' ? text : factor
  return { ...(Object.fromEntries(Object.entries(defaultErrorRates).map(([kind, rate]) => [kind, rate * factor])) as ErrorRates), ...own }
}

/** 'twins=0.03,own-names=0.8' */
function sharesOf<T extends string>(text: string | undefined, flag: string, names: Readonly<Record<string, T>>): Partial<Record<T, number>> {
  const shares: Partial<Record<T, number>> = {}
  for (const pair of (text ?? '').split(',').filter(Boolean)) {
    const [name = '', value = ''] = pair.split('=')
    const share = value === '' ? Number.NaN : Number(value)
    if (!(name in names)) throw new Error(`${flag}: không có «${name}». Dùng: ${Object.keys(names).join(', ')}.`)
    if (!(share >= 0 && share <= 1)) throw new Error(`${flag}: «${pair}» cần một tỷ lệ từ 0 đến 1, ví dụ ${name}=0.02.`)
    shares[names[name]!] = share
  }
  return shares
}

function showProgress({ people, wanted }: { people: number; wanted: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${people.toLocaleString('vi-VN')} / ${wanted.toLocaleString('vi-VN')} người`)
}

function say(text: string, code: number): number {
  ;(code === 0 ? process.stdout : process.stderr).write(text)
  return code
}

if (import.meta.main) process.exitCode = runCli(process.argv.slice(2))
