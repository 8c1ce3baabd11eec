import { systemClock } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { recordOperation } from '../operations/index.ts'
import { sheetAdvice, writeSheet } from '../operations/sheet.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { readFlags, UsageError, type Command } from './command.ts'

export const rotateKeys: Command = {
  name: 'rotate-keys',
  usage: 'MỤC-ĐÍCH | --all-after-leak [--demo]',
  vi: 'Đổi khoá của một mục đích (trail-checkpoint, document-seal/…, identity-token …). Chữ ký cũ vẫn kiểm được. In tờ khôi phục mới.',
  en: 'Makes a new key for one use; old signatures still verify. Writes a new recovery sheet.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, { 'all-after-leak': { type: 'boolean', default: false }, 'demo': { type: 'boolean', default: false } })
    const [use, more] = positionals
    if (more || (use === undefined) !== values['all-after-leak']) throw new UsageError('Cho biết một mục đích, ví dụ: npx congdan rotate-keys trail-checkpoint. Lộ khoá thì: --all-after-leak.')
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const keystore = openStores(house)
      if (use === undefined) await keystore.renewMaster()
      else console.log(`Khoá mới của ${use}: ${await turn(keystore.rotate(use))}`)
      await house.owner.transaction((tx) => recordOperation(tx, 'keys-rotated', systemClock(), { use: use ?? 'all' }))
      console.log(`${sheetAdvice(await writeSheet(house.dataFolder, keystore))}\nTờ cũ không còn đủ: hủy nó sau khi cất tờ mới. Sao lưu lại: congdan backup.`)
      if (use === undefined || use === 'trail-checkpoint') console.log('Gửi khoá công khai mới cho người kiểm sổ (congdan export-log ghi nó ra tệp .pem).')
    } finally {
      await house.close()
    }
  },
}

async function turn(rotating: Promise<string>): Promise<string> {
  try {
    return await rotating
  } catch (error) {
    throw new UsageError(`Chưa đổi khoá: ${(error as Error).message}.`)
  }
}
