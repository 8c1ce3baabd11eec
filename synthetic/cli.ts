/** Command: node synthetic/cli.ts --people 20000 --out DIR [--seed WORD] [--province 86] [--communes 29602,29308] [--prefix 099] [--errors none|default|FACTOR] [--as-of DATE]. */
import { parseArgs } from 'node:util'
import { exportPeople } from './export.ts'
import type { ExportOptions } from './export.ts'
import { testPrefixes } from './numbers.ts'
import type { TestPrefix } from './numbers.ts'

const usage = `Tạo dân số mẫu ra tệp people.csv và truth.csv.

  node synthetic/cli.ts --people 20000 --out thu-muc [--seed demo] [--province 86]
      [--communes 29602,29308] [--prefix 099|098|097|090] [--errors none|default|2.5] [--as-of 2026-11-01]
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
      communes: { type: 'string' }, prefix: { type: 'string' }, errors: { type: 'string', default: 'default' }, 'as-of': { type: 'string' }, help: { type: 'boolean' },
    },
  })
  if (values.help || (values.people === undefined && values.out === undefined)) return undefined
  const people = Number(values.people)
  if (!Number.isInteger(people) || people < 1) throw new Error('--people: cho một số nguyên dương, ví dụ 20000.')
  if (values.out === undefined) throw new Error('--out: cho thư mục để ghi tệp.')
  const prefix = testPrefixes.find((known) => known === values.prefix)
  if (values.prefix !== undefined && prefix === undefined) throw new Error(`--prefix: chỉ dùng ${testPrefixes.join(', ')}, các đầu số không cấp cho người thật.`)
  return {
    people, dir: values.out, seed: values.seed, errors: readErrors(values.errors),
    ...(values.province === undefined ? {} : { province: values.province }),
    ...(values.communes === undefined ? {} : { communes: values.communes.split(',') }),
    ...(prefix === undefined ? {} : { prefix: prefix satisfies TestPrefix }),
    ...(values['as-of'] === undefined ? {} : { asOf: values['as-of'] }),
  }
}

function readErrors(text: string): 'none' | 'default' | number {
  if (text === 'none' || text === 'default') return text
  const factor = Number(text)
  if (!Number.isFinite(factor) || factor < 0) throw new Error('--errors: dùng none, default hoặc một hệ số như 2.5.')
  return factor
}

function showProgress({ people, wanted }: { people: number; wanted: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${people.toLocaleString('vi-VN')} / ${wanted.toLocaleString('vi-VN')} người`)
}

function say(text: string, code: number): number {
  ;(code === 0 ? process.stdout : process.stderr).write(text)
  return code
}

if (import.meta.main) process.exitCode = runCli(process.argv.slice(2))
