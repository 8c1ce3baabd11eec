import { findInstallation, systemClock, type Config } from '../../platform/index.ts'
import { initialise, InitialiseProblem, newAdministratorLink } from '../operations/index.ts'
import { sheetAdvice, writeSheet } from '../operations/sheet.ts'
import { openHouse, reachHouse } from '../open.ts'
import { lastOperation } from '../operations/operations.sql.ts'
import { setProgramSettings } from '../settings.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { readFlags, UsageError, type Command } from './command.ts'

const words = { 'name': 'HỌ TÊN', 'pin': 'SỐ ĐỊNH DANH', 'birth-date': 'YYYY-MM-DD', 'organisation': 'TÊN ĐƠN VỊ', 'unit-code': 'MÃ ĐỊNH DANH', 'area': 'MÃ XÃ|TỈNH', 'decision': 'SỐ QUYẾT ĐỊNH' } as const

export const init: Command = {
  name: 'init',
  usage: '--name … --pin … --birth-date … --organisation … --unit-code … --area … --decision … [--email …] [--phone …] | --new-link',
  vi: 'Khởi tạo máy chủ thật một lần: khoá ký, tờ khôi phục, đơn vị đầu tiên, quản trị viên và đường dẫn kích hoạt dùng một lần.',
  en: 'Begins a production house once: keys, recovery sheet, first body, administrator and a one-time activation link.',
  async run(args, config) {
    const text = { type: 'string' } as const
    const { values } = readFlags(args, {
      'name': text, 'pin': text, 'birth-date': text, 'organisation': text, 'unit-code': text, 'area': text, 'decision': text, 'email': text, 'phone': text, 'new-link': { type: 'boolean', default: false },
    })
    if (!config.DATABASE_URL) throw new UsageError('Lệnh init chỉ dùng cho máy chủ thật. Đặt DATABASE_URL tới cơ sở dữ liệu trống (docs/production.md). Bản chạy thử: npm start.')
    if (!config.PUBLIC_URL) throw new UsageError('Cần PUBLIC_URL: địa chỉ người dân gõ, ví dụ https://dichvu.tinh.vn. Khoá đăng nhập gắn với địa chỉ này.')
    if (!config.KEYS_PASSPHRASE && !config.KEYS_PASSPHRASE_FILE) throw new UsageError('Cần KEYS_PASSPHRASE_FILE (hoặc KEYS_PASSPHRASE): mật khẩu của kho khoá, ít nhất 12 ký tự.')
    const missing = values['new-link'] ? [] : Object.entries(words).filter(([name]) => !values[name as keyof typeof words])
    if (missing.length > 0) throw new UsageError(`Còn thiếu:\n${missing.map(([name, word]) => `  --${name} "${word}"`).join('\n')}`)
    await refuseBegun(config, values['new-link'])
    await wire()
    const house = await openHouse(config, { demo: false })
    try {
      const { publicUrl } = setProgramSettings(house.mode, config)
      const keystore = openStores(house)
      // Every use that signs gets its first key now, so that the printed sheet and the public list are whole from the first day.
      for (const use of ['trail-checkpoint', 'document-seal', 'identity-token']) await keystore.sign(use, Buffer.from('congdan init'))
      const link = values['new-link'] ? await newAdministratorLink(house) : await initialise(house, {
        name: values.name!, pin: values.pin!, birthDate: values['birth-date']!, organisationName: values.organisation!, unitCode: values['unit-code']!, area: values.area!,
        decisionNumber: values.decision!, ...(values.email ? { email: values.email } : {}), ...(values.phone ? { phone: values.phone } : {}),
      })
      if (!values['new-link']) console.log(`Đã khởi tạo ${systemClock().slice(0, 10)}.\n\n${sheetAdvice(await writeSheet(house.dataFolder, keystore))}\n`)
      console.log(`Đường dẫn kích hoạt, dùng một lần, hết hạn sau một giờ. Nó không được in lại:\n\n  ${publicUrl}/kich-hoat-quan-tri?m=${link.token}\n`)
      console.log('Mở bằng máy của người quản trị, đặt mật khẩu rồi thêm khoá trên máy. Chạy congdan doctor để xem còn thiếu gì.')
    } catch (error) {
      if (error instanceof InitialiseProblem) throw new UsageError(error.message)
      throw error
    } finally {
      await house.close()
    }
  },
}

/** Looked at before anything is created: neither keys nor tables are left in a place that is refused. */
async function refuseBegun(config: Config, newLink: boolean): Promise<void> {
  const reached = await reachHouse(config)
  try {
    const found = await reached.owner.transaction(findInstallation)
    if (found?.mode === 'demo') throw new UsageError('Cơ sở dữ liệu này là bản chạy thử (dữ liệu giả). Tạo cơ sở dữ liệu trống rồi đặt DATABASE_URL tới đó.')
    if (newLink || !found) return
    const begun = await reached.owner.transaction((tx) => lastOperation(tx, 'initialised')).catch(() => undefined)
    if (begun) throw new UsageError(`Máy chủ này đã khởi tạo ngày ${begun.at.slice(0, 10)}. Cần đường dẫn kích hoạt khác: congdan init --new-link.`)
  } finally {
    await reached.close()
  }
}
