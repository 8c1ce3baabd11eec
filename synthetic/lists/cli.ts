/** Command: node synthetic/lists/cli.ts --people 20000 --lines 6000 --out DIR [--kind with-numbers|few-numbers] [--old-names 0.2] [--error-shares KIND=SHARE,…] [--seed WORD]: a register and a sector's list about it, to match one with the other. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generatePeople } from '../generate.ts'
import type { PersonSeed } from '../person-seed.ts'
import { Prng } from '../prng.ts'
import { listErrors, sectorList, type ListErrors, type ListLine } from './sector-list.ts'

const usage = `Tạo dữ liệu dân cư mẫu (register.csv) và một danh sách của ngành về những người đó (list.csv; cột verified là số định danh đúng của người được nói tới, trống là người không có trong dữ liệu).

  node synthetic/lists/cli.ts --people 20000 --lines 6000 --out thu-muc [--kind with-numbers|few-numbers] [--seed examples]
      [--old-names 0.2] [--error-shares yearOnly=0.3,withoutMarks=0.5]

--old-names: tỷ lệ dòng ghi tên xã cũ ứng với vài xã ngày nay; các mã nằm chung một ô, cách nhau bằng dấu chấm phẩy.
Loại lỗi của một dòng: ${Object.keys(listErrors['few-numbers']).join(', ')}.
`

/** Eight in a hundred lines are about people who do not stand in the register. */
const strangersShare = 0.08

/** Runs with command-line arguments and returns the exit code. */
export function runListsCli(args: string[]): number {
  try {
    const { values } = parseArgs({ args, strict: true, options: { people: { type: 'string' }, lines: { type: 'string' }, out: { type: 'string' }, kind: { type: 'string', default: 'few-numbers' }, seed: { type: 'string', default: 'examples' }, 'old-names': { type: 'string', default: '0' }, 'error-shares': { type: 'string', default: '' } } })
    const [people, lines] = [whole(values.people, '--people'), whole(values.lines, '--lines')]
    if (values.out === undefined) throw new Error('--out: cho thư mục để ghi tệp.')
    if (values.kind !== 'with-numbers' && values.kind !== 'few-numbers') throw new Error('--kind: dùng with-numbers hoặc few-numbers.')
    const strangers = Math.round(lines * strangersShare)
    const register = [...generatePeople({ seed: values.seed, people, errors: 'default' })].flatMap((household) => household.people)
    const living = register.filter((person) => person.lifeStatus === 'living')
    if (living.length < lines - strangers) throw new Error(`--lines: nhiều nhất ${living.length} với số người này.`)
    const step = living.length / (lines - strangers)
    const meant = Array.from({ length: lines - strangers }, (_, i) => living[Math.floor(i * step)]!)
    const unknown = [...generatePeople({ seed: `${values.seed}-strangers`, people: strangers, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people).slice(0, strangers)
    mkdirSync(values.out, { recursive: true })
    const pins = new Map(register.map((person) => [person.externalId, person.pin]))
    const list = [...sectorList(meant, unknown, { ...listErrors[values.kind], ...errorShares(values['error-shares']) }, values.seed)]
    const communesOf = oldNames(list, share(values['old-names'], '--old-names'), values.seed)
    write(values.out, 'register.csv', ['id', 'name', 'birth', 'gender', 'numbers', 'commune', 'address'], register.map((person) => [person.externalId, person.fullName, person.birthDate, person.gender, numbersOf(person), person.residenceArea, person.residenceDetail]))
    write(values.out, 'list.csv', ['id', 'name', 'birth', 'gender', 'numbers', 'commune', 'address', 'verified'], list.map((line) => [line.id, line.name, line.birth, line.gender, line.numbers, communesOf(line), line.address, pins.get(line.truth) ?? '']))
    process.stdout.write(`${JSON.stringify({ register: register.length, lines: list.length })}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`)
    return 1
  }
}

/** Some lines name a commune of before: it means that of today and up to two others that people of the list live in. */
function oldNames(list: readonly ListLine[], of: number, seed: string): (line: ListLine) => string {
  const prng = new Prng()
  prng.restart(Array.from(seed).reduce((sum, letter) => Math.imul(sum, 31) + letter.codePointAt(0)!, 11) | 0, 0, 98)
  const communes = [...new Set(list.map((line) => line.commune).filter((code) => code !== ''))].toSorted()
  return ({ commune }) => (commune === '' || communes.length < 2 || !prng.chance(of) ? commune : [...new Set([commune, prng.pick(communes), prng.pick(communes)])].toSorted().join(';'))
}

/** `yearOnly=0.3,typo=0.1` in place of the usual shares. */
function errorShares(text: string): Partial<ListErrors> {
  return Object.fromEntries(text.split(',').filter(Boolean).map((pair) => {
    const [kind = '', value = ''] = pair.split('=')
    if (!Object.hasOwn(listErrors['few-numbers'], kind)) throw new Error(`--error-shares: không có loại lỗi «${kind}».`)
    return [kind, share(value, `--error-shares ${kind}`)]
  }))
}

function share(text: string, name: string): number {
  const value = Number(text)
  if (text === '' || !(value >= 0 && value <= 1)) throw new Error(`${name}: cho một tỷ lệ từ 0 tới 1.`)
  return value
}

const numbersOf = (person: PersonSeed): string => [person.pin, person.cmnd9].filter(Boolean).join(';')

function whole(text: string | undefined, name: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name}: cho một số nguyên dương.`)
  return value
}

function write(folder: string, name: string, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  writeFileSync(join(folder, name), `${[headings, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`)
}

if (import.meta.main) process.exitCode = runListsCli(process.argv.slice(2))
