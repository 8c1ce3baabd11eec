import { createLog } from '../../platform/index.ts'
import { onStopSignal } from '../../platform/http/index.ts'
import { heldByWorker, matchSocketOf, startMatching } from '../matching.ts'
import { openHouse } from '../open.ts'
import { setProgramSettings } from '../settings.ts'
import { wire } from '../wire.ts'
import { readFlags, type Command } from './command.ts'

export const matchCommand: Command = {
  name: 'match',
  usage: '[--demo]',
  vi: `Giữ bảng đối khớp trong bộ nhớ để tìm người dù tên, ngày, số viết khác. Dưới ${heldByWorker.toLocaleString('vi')} người thì phần việc nền tự giữ.`,
  en: `Holds the register in memory, to find people however they are spelt. Up to ${heldByWorker.toLocaleString('en')} people the background worker does it by itself.`,
  async run(args, config) {
    const { values } = readFlags(args, { demo: { type: 'boolean', default: false } })
    const log = createLog({ level: config.LOG_LEVEL, base: { program: 'congdan-match' } })
    await wire()
    const house = await openHouse(config, { demo: values.demo, onError: (error) => log.error({ err: error }, 'database connection lost') })
    setProgramSettings(house.mode, config)
    const matching = await startMatching(house, log)
    console.log(`Bảng đối khớp trả lời ở ${matchSocketOf(house)}`)
    onStopSignal(async () => {
      await matching.stop()
      await house.close()
    })
    await new Promise<never>(() => undefined)
  },
}
