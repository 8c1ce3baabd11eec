import { openHouse } from '../open.ts'
import { readFlags, type Command } from './command.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '[--demo]',
  vi: 'Nâng cấu trúc cơ sở dữ liệu lên bản của chương trình này, rồi thoát.',
  en: 'Brings the database to the schema of this program, then ends.',
  async run(args, config) {
    const { values } = readFlags(args, { demo: { type: 'boolean', default: false } })
    const house = await openHouse(config, { demo: values.demo })
    console.log(house.migrated.length === 0 ? 'Không có gì để nâng: cấu trúc đã mới nhất.' : `Đã áp dụng: ${house.migrated.join(', ')}`)
    await house.close()
  },
}
