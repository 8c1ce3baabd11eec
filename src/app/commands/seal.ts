import { keystoreSigner, SealBroken, sealNow } from '../../foundations/trail/index.ts'
import { openHouse } from '../open.ts'
import { headsFileOf, openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { readFlags, UsageError, type Command } from './command.ts'

export const seal: Command = {
  name: 'seal',
  usage: '[--demo]',
  vi: 'Niêm ngay mọi lượt xem đã ghi. Bình thường congdan work tự niêm vài giây một lần.',
  en: 'Seals every reading written so far. congdan work does it by itself every few seconds.',
  async run(args, config) {
    const { values } = readFlags(args, { demo: { type: 'boolean', default: false } })
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const signer = keystoreSigner(openStores(house))
      let rows = 0
      for (;;) {
        const outcome = await sealNow(house.sealer, signer, headsFileOf(house))
        if (outcome.state === 'busy') return void console.log('Một chương trình khác đang niêm. Không cần làm gì.')
        if (!('head' in outcome)) break
        rows += outcome.rows
        console.log(outcome.head.note)
      }
      console.log(rows === 0 ? 'Không còn lượt xem nào chờ niêm.' : `Đã niêm ${rows.toLocaleString('vi')} lượt. Dấu niêm cũng ở ${headsFileOf(house)}; chép tệp đó ra nơi người quản trị cơ sở dữ liệu không sửa được.`)
    } catch (error) {
      if (error instanceof SealBroken) throw new UsageError(`Ngừng niêm: ${error.message}.\nGiữ nguyên mọi thứ. Đọc docs/production.md, mục «When sealing stops».`)
      throw error
    } finally {
      await house.close()
    }
  },
}
