import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exportPage, finishExport, startExport, traceLine } from '../../foundations/feeds/index.ts'
import { inTransaction, type Ctx } from '../../platform/index.ts'
import { openHouse, type House } from '../open.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'

const needed = ['to', 'area', 'purpose', 'fields', 'recipient', 'decision', 'basis', 'text'] as const

export const bulkExportCommand: Command = {
  name: 'bulk-export',
  usage: '--to TỆP --area MÃ --purpose MỤC-ĐÍCH --fields A,B --recipient NƠI-NHẬN --decision SỐ --basis CĂN-CỨ --text VIỆC-GÌ [--demo] | --trace DÒNG',
  vi: 'Trích danh sách người của một xã hoặc tỉnh theo quyết định: mỗi người đều thấy lượt trích, mỗi dòng có dấu riêng, có mã băm của tệp. --trace tìm lần trích của một dòng bị lộ.',
  en: 'Exports the people of a commune or province by a decision: everybody sees it, every line is marked, the file is hashed. --trace finds the export of a leaked line.',
  async run(args, config) {
    const flags = Object.fromEntries(needed.map((name) => [name, { type: 'string' as const }])) as Record<(typeof needed)[number], { type: 'string' }>
    const { values } = readFlags(args, { ...flags, trace: { type: 'string' }, demo: { type: 'boolean', default: false } })
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      openStores(house)
      if (values.trace !== undefined) return await trace(house, values.trace)
      for (const name of needed) if (!values[name]) throw new UsageError(`Thiếu --${name}. Xem: npx congdan help`)
      await exportTo(house, resolve(values.to!), { area: values.area!, purpose: values.purpose!, fields: values.fields!.split(',').map((field) => field.trim()), recipient: values.recipient!, decision: values.decision!, basis: values.basis!, text: values.text! })
    } finally {
      await house.close()
    }
  },
}

const asOperator = <T>(house: House, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  inTransaction(house.database, { actor: { kind: 'system', name: 'bulk-export' }, purpose: { code: 'bulk-export', basis: 'NĐ 278/2025/NĐ-CP' } }, work)

/** Page by page: a page is logged before it is written. Under a name of its own until it is whole. */
async function exportTo(house: House, file: string, input: Parameters<typeof startExport>[1]): Promise<void> {
  if (existsSync(file)) throw new UsageError(`${file} đã có. Lệnh này không ghi đè.`)
  const started = await asOperator(house, (ctx) => startExport(ctx, input))
  const bar = progressLine('Trích danh sách')
  const draft = `${file}.part`
  const out = createWriteStream(draft, { mode: 0o600, flags: 'wx' })
  const hash = createHash('sha256')
  const counted = { people: 0, bytes: 0 }
  const write = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text)
    hash.update(bytes)
    counted.bytes += bytes.length
    if (!out.write(bytes)) await once(out, 'drain')
  }
  await write(started.header)
  for (let after: string | null = null, more = true; more;) {
    const page: Awaited<ReturnType<typeof exportPage>> = await asOperator(house, (ctx) => exportPage(ctx, started.exportId, after))
    await write(page.lines)
    counted.people += page.people
    bar(Math.min(counted.people, started.people), started.people)
    after = page.next
    more = after !== null
  }
  out.end()
  await once(out, 'finish')
  const sha256 = hash.digest('hex')
  await asOperator(house, (ctx) => finishExport(ctx, { exportId: started.exportId, ...counted, sha256 }))
  await rename(draft, file)
  console.log(`Đã trích ${counted.people.toLocaleString('vi')} người: ${file}\nMã lần trích: ${started.exportId}\nSHA-256: ${sha256}`)
}

async function trace(house: House, line: string): Promise<number> {
  const found = await asOperator(house, (ctx) => traceLine(ctx, line))
  console.log(found ? `Dòng này thuộc lần trích ${found.exportId}, ${found.startedAt}, cho ${found.recipient}, theo ${found.decision}.` : 'Không lần trích nào có dòng này, hoặc dòng đã bị sửa.')
  return found ? 0 : 1
}
