import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { closeGracefully } from '../../platform/http/index.ts'
import { createLog, rootPath, type Config } from '../../platform/index.ts'
import { describeDatabase, openHouse } from '../open.ts'
import { serverOf } from '../server.ts'
import { setProgramSettings } from '../settings.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { openDemoMail } from '../demo/mail.ts'
import { prepareHouse } from '../prepare.ts'
import { readFlags, UsageError, wholeNumber, type Command } from './command.ts'

export const start: Command = {
  name: 'start',
  usage: '[--people N] [--demo]',
  vi: 'Mở chương trình. Không có DATABASE_URL: bản chạy thử với dữ liệu giả (mặc định 20.000 người).',
  en: 'Opens the program. Without DATABASE_URL: a demonstration with synthetic people (20,000 by default).',
  async run(args, config) {
    const { values } = readFlags(args, { people: { type: 'string' }, demo: { type: 'boolean', default: false } })
    const people = wholeNumber(values.people, '--people', 1_000, 8_000_000)
    if (config.DATABASE_URL && people !== undefined && !values.demo) throw new UsageError('--people tạo dữ liệu giả, chỉ dùng cho bản chạy thử. Máy chủ thật không bao giờ có người giả.')
    if (config.DATABASE_URL && !values.demo && !config.PUBLIC_URL) throw new UsageError('Máy chủ thật cần PUBLIC_URL: địa chỉ người dân gõ, ví dụ https://dichvu.tinh.vn. Xem docs/production.md.')
    await refuseBusyPort(config)
    await run(config, values.demo, people)
  },
}

async function run(config: Config, demo: boolean, people: number | undefined): Promise<void> {
  const began = performance.now()
  const log = createLog({ level: config.LOG_LEVEL === 'info' && process.stdout.isTTY ? 'warn' : config.LOG_LEVEL, base: { program: 'congdan' } })
  await wire()
  const house = await openHouse(config, { demo, onError: (error) => log.error({ err: error }, 'database connection lost') })
  const settings = setProgramSettings(house.mode, config)
  openStores(house)
  const mail = house.mode === 'demo' && !config.SMTP_URL ? await openDemoMail(house) : undefined
  let ready = false
  let worker: ChildProcess | undefined
  const app = await serverOf(house, log, () => ready)
  await app.listen({ port: config.PORT, host: config.HOST })
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    console.log('\nĐang dừng …')
    await closeGracefully(app, 5_000)
    await stopWorker(worker)
    await mail?.stop()
    await house.close()
    console.log('Đã dừng. Dữ liệu còn nguyên; chạy npm start để mở lại.')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  process.on('disconnect', () => void stop())

  await prepareHouse(house, { people, say: (line: string) => console.log(line) })
  worker = spawnWorker({ demo, smtpUrl: mail?.smtpUrl }, () => stopping)
  ready = true
  console.log(`\nCongdan ${settings.version} – ${house.mode === 'demo' ? 'bản chạy thử, dữ liệu giả' : 'máy chủ'} – ${describeDatabase(config, house.dataFolder)}`)
  console.log(`Sẵn sàng sau ${((performance.now() - began) / 1000).toFixed(1)} giây: ${settings.publicUrl}`)
  if (house.mode === 'demo') await sayPersonas(settings.publicUrl)
}

async function sayPersonas(address: string): Promise<void> {
  const { tourSteps } = await import('../demo/tour.ts')
  console.log(`\nSáu bước xem thử: ${address}/gioi-thieu`)
  for (const step of tourSteps) console.log(`  ${step.number}. ${step.who.vi} – ${step.title.vi}`)
  console.log('\nDừng: Ctrl-C. Xóa dữ liệu chạy thử: npm run reset.\n')
}

/** The worker is this same program with another word; it ends with us, and is begun again should it fall. */
function spawnWorker(options: { demo: boolean; smtpUrl: string | undefined }, stopping: () => boolean): ChildProcess {
  const args = [...process.execArgv, rootPath('src/app/main.ts'), 'work', ...(options.demo ? ['--demo'] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, ...(options.smtpUrl ? { SMTP_URL: options.smtpUrl } : {}) } })
  child.once('exit', (code) => {
    if (!stopping() && code !== 0) setTimeout(() => { if (!stopping()) Object.assign(child, spawnWorker(options, stopping)) }, 1_000)
  })
  return child
}

async function stopWorker(worker: ChildProcess | undefined): Promise<void> {
  if (!worker || worker.exitCode !== null) return
  const gone = new Promise<void>((done) => worker.once('exit', () => done()))
  worker.kill('SIGTERM')
  const timer = setTimeout(() => worker.kill('SIGKILL'), 8_000)
  await gone
  clearTimeout(timer)
}

/** Says in one sentence that the port is taken, before anything is installed into a database. */
async function refuseBusyPort(config: Config): Promise<void> {
  if (config.PORT === 0) return
  await new Promise<void>((done, fail) => {
    const probe = createServer()
    probe.once('error', () => fail(new UsageError(`Cổng ${config.PORT} đang có chương trình khác dùng. Chọn cổng khác: PORT=${config.PORT + 1} npm start`)))
    probe.listen(config.PORT, config.HOST, () => probe.close(() => done()))
  })
}
