import { readFileSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { matchList, type LinkModel, type MatchInput, type MatchReport, type Zone } from '../../data-ecosystem/linkage/index.ts'
import { parseCsv } from '../../foundations/areas/index.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { inTransaction, systemClock } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { progressLine, readFlags, UsageError, wholeNumber, type Command } from './command.ts'

/** Headings a list commonly has, without marks. The first that is there is taken; --map says it otherwise. */
const headings: Readonly<Record<keyof MatchInput, readonly string[]>> = {
  id: ['id', 'stt', 'ma', 'external_id'], name: ['name', 'full_name', 'ho ten', 'ho va ten', 'ho chu dem va ten'], birth: ['birth', 'birth_date', 'ngay sinh', 'ngay thang nam sinh', 'nam sinh'], gender: ['gender', 'gioi tinh', 'phai'],
  numbers: ['numbers', 'pin', 'so dinh danh', 'cccd', 'so cccd', 'cmnd', 'so cmnd', 'so giay to'], commune: ['commune', 'residence_area', 'ma xa'], address: ['address', 'residence_detail', 'dia chi', 'noi o'],
}

export const linkCommand: Command = {
  name: 'link',
  usage: 'TỆP.csv --purpose «lý do; căn cứ» [--map name=cột,birth=cột] [--out TỆP] [--model TỆP.json] [--threads 2] [--budget 2000000000] [--demo]',
  vi: 'Đối khớp một danh sách của ngành với dữ liệu dân cư. Mỗi dòng có câu trả lời: khớp, cần người xem, không thấy. Không ghi gì vào dữ liệu dân cư.',
  en: 'Links a sector’s list to the register. Every line is answered: matched, for people to review, not found. Writes nothing into the register.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, {
      purpose: { type: 'string' }, map: { type: 'string', default: '' }, out: { type: 'string' }, model: { type: 'string' }, threads: { type: 'string', default: '2' }, budget: { type: 'string', default: '2000000000' }, demo: { type: 'boolean', default: false },
    })
    const [path, more] = positionals
    if (!path || more) throw new UsageError('Cho biết một tệp CSV. Ví dụ: npx congdan link hoi-nguoi-cao-tuoi.csv --purpose «Rà soát hội viên; Luật Căn cước 2023, đ.10»')
    const [why = '', basis = ''] = (values.purpose ?? '').split(';').map((part) => part.trim())
    if (why === '' || basis === '') throw new UsageError('--purpose: ghi lý do và căn cứ, cách nhau bằng dấu chấm phẩy. Người dân đọc được lý do này.')
    const { list, hash, columns } = readList(path, values.map)
    const model = values.model ? (JSON.parse(readFileSync(values.model, 'utf8')) as LinkModel) : undefined
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const bar = progressLine('Đối khớp')
      const report = await inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis, text: why } }, (ctx) =>
        matchList(ctx, { list, threads: wholeNumber(values.threads, '--threads', 1, 64)!, budget: wholeNumber(values.budget, '--budget', 1, 1e12)!, progress: (done, all) => bar(done, all, 'cặp'), ...(model ? { model } : {}) }))
      const stem = values.out ?? `${basename(path, extname(path))}.doi-khop.csv`
      writeFileSync(stem, `id,zone,weight,person_id,life_status\n${report.lines.map((line) => [quoted(line.id), line.zone, line.weight?.toFixed(2) ?? '', line.personId ?? '', line.lifeStatus ?? ''].join(',')).join('\n')}\n`, { mode: 0o600 })
      const manifest = stem.replace(/(\.csv)?$/, '.manifest.json')
      writeFileSync(manifest, JSON.stringify({ list: basename(path), sha256: hash, columns, lines: list.length, register: report.people, purpose: why, basis, at: systemClock(), pairs: report.pairs, seconds: report.seconds, zones: zonesOf(report), model: report.model }, null, 2), { mode: 0o600 })
      console.log(said(report, stem, manifest))
    } finally {
      await house.close()
    }
  },
}

function readList(path: string, map: string): { list: MatchInput[]; hash: string; columns: Record<string, string> } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new UsageError(`Không đọc được tệp «${path}».`)
  }
  const rows = parseCsv(text)
  const found = Object.keys(rows[0] ?? {})
  const said_ = Object.fromEntries(map.split(',').filter(Boolean).map((pair) => pair.split('=') as [string, string]))
  const columns = Object.fromEntries(Object.entries(headings).map(([key, names]) => [key, said_[key] ?? names.map((name) => found.find((heading) => plainKey(heading) === name)).find(Boolean) ?? ''])) as Record<keyof MatchInput, string>
  if (columns.name === '' || !found.includes(columns.name)) throw new UsageError(`Danh sách không có cột họ tên. Các cột đang có: ${found.join(', ')}. Chỉ cột bằng --map name=…`)
  const list = rows.map((row, i): MatchInput => {
    const cell = (key: keyof MatchInput): string => (columns[key] === '' ? '' : row[columns[key]] ?? '')
    return { id: cell('id') || String(i + 1), name: cell('name'), birth: cell('birth'), gender: cell('gender'), numbers: cell('numbers'), commune: cell('commune'), address: cell('address') }
  })
  return { list, hash: sha256Hex(text), columns }
}

const zones: readonly Zone[] = ['matched', 'review', 'not-found']
const zonesOf = (report: MatchReport): Record<Zone, number> => Object.fromEntries(zones.map((zone) => [zone, report.lines.filter((line) => line.zone === zone).length])) as Record<Zone, number>
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function said(report: MatchReport, out: string, manifest: string): string {
  const count = (n: number): string => n.toLocaleString('vi')
  const of = zonesOf(report)
  const pairs = Object.values(report.pairs).reduce((sum, n) => sum + n, 0)
  return [
    `${count(report.lines.length)} dòng = ${count(of.matched)} khớp + ${count(of.review)} cần người xem + ${count(of['not-found'])} không thấy.`,
    `So với ${count(report.people)} người, ${count(pairs)} cặp, ${report.seconds.scoring.toFixed(1)} giây chấm điểm.`,
    `Kết quả: ${out}. Sổ chạy: ${manifest}. Hai tệp có dữ liệu cá nhân, chỉ chủ máy đọc được.`,
  ].join('\n')
}
