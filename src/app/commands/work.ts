import { createLog } from '../../platform/index.ts'
import { onStopSignal } from '../../platform/http/index.ts'
import { openHouse } from '../open.ts'
import { setProgramSettings } from '../settings.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { startWorkers } from '../worker.ts'
import { joinDemoMail } from '../demo/mail.ts'
import { megabytes, readFlags, type Command } from './command.ts'

export const work: Command = {
  name: 'work',
  usage: '[--memory 2GB] [--demo]',
  vi: 'Chạy phần việc nền: gửi tin, tạo PDF, niêm sổ truy cập. `start` tự mở một phần việc nền.',
  en: 'Runs the background work: messages, PDFs, sealing the access log. `start` opens one by itself.',
  async run(args, config) {
    const { values } = readFlags(args, { memory: { type: 'string' }, demo: { type: 'boolean', default: false } })
    const memoryMb = values.memory === undefined ? undefined : megabytes(values.memory)
    const log = createLog({ level: config.LOG_LEVEL === 'info' && process.stdout.isTTY ? 'warn' : config.LOG_LEVEL, base: { program: 'congdan-work' } })
    await wire()
    const house = await openHouse(config, { demo: values.demo, onError: (error) => log.error({ err: error }, 'database connection lost') })
    setProgramSettings(house.mode, config)
    const keystore = openStores(house)
    if (house.mode === 'demo') joinDemoMail(house)
    const workers = startWorkers(house, keystore, log, memoryMb)
    const stop = async (): Promise<void> => {
      await workers.stop()
      await house.close()
    }
    onStopSignal(stop)
    process.on('disconnect', () => void stop().then(() => process.exit(0)))
    await new Promise<never>(() => undefined)
  },
}
