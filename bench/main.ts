/** npm run bench -- NAME [--people N …]: one JSON line a figure on stdout, everything else on stderr. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { rootPath } from '../src/platform/index.ts'
import { tell } from './figures.ts'

export interface BenchOptions {
  readonly people: number | undefined
  readonly n: number | undefined
  readonly concurrency: number | undefined
  readonly list?: number | undefined
  readonly register?: number | undefined
  readonly splink?: boolean
}

/** A benchmark either exports `bench`, or measures while it is loaded. */
interface BenchModule {
  readonly bench?: (options: BenchOptions) => Promise<void>
}

const benches: Readonly<Record<string, string>> = {
  'import': 'people into an empty register from a CSV file, indexes and constraints included',
  'person-read': 'one person by number, access log durable',
  'person-search': 'name without marks and year of birth or commune',
  'growth': 'the same questions on 0.1, 1 and 10 million people (up to --people)',
  'household-page': 'one household with its history, access log durable',
  'lodging-notice': 'a household tells of a guest: act and row, access log durable',
  'person-history': 'one person as of now, as of a day, and with the whole history, in one run',
  'register-change': 'a change in life: act, both times, outbox, access log',
  'rebuild': 'all acts replayed and compared, while people are read',
  'dossier-submit': 'the final POST of the prefilled linked birth over HTTP',
  'sign-in': 'a full sign-in at a relying party with a device key, over HTTP; then by password and app (sign-in.slow-hash)',
  'refresh': 'refresh tokens redeemed',
  'introspect': 'access tokens looked up',
  'seal': 'a million rows of the access log sealed, then verified',
  'quality-rules': 'all quality rules over the register: scan time in DuckDB',
  'recheck': 'one person judged anew within the transaction of a change',
  'snapshot': 'PostgreSQL to Parquet, seconds for a million rows',
  'link': 'a list of a million lines linked to a register of 3.6 million, with --splink beside Splink 5 on the same rows',
  'dedupe': 'a register against itself',
  'online-match': 'one record against a register in memory, text in to ranked list out',
  'generate': 'synthetic people made',
}

const { values, positionals } = parseArgs({
  options: { people: { type: 'string' }, n: { type: 'string' }, concurrency: { type: 'string' }, rows: { type: 'string' }, statements: { type: 'boolean' }, list: { type: 'string' }, register: { type: 'string' }, splink: { type: 'boolean' } }, allowPositionals: true, strict: false,
})
const [name] = positionals
const file = name === undefined ? undefined : rootPath('bench', `${name}.ts`)

if (name === undefined || !(name in benches) || !existsSync(file!)) {
  tell(`npm run bench -- NAME [--people N] [--n N] [--concurrency N] [--statements]\n${Object.entries(benches).map(([each, what]) => `  ${each.padEnd(16)} ${what}`).join('\n')}`)
  process.exitCode = name === undefined ? 0 : 1
} else {
  const { bench } = (await import(file!)) as BenchModule
  await bench?.({ people: number(values['people']), n: number(values['n']), concurrency: number(values['concurrency']), list: number(values['list']), register: number(values['register']), splink: values['splink'] === true })
}

function number(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`not a whole number: ${text}`)
  return value
}
