import type { Command } from './command.ts'

/** The command that lists all others; it is given the list so that the list may name it. */
export const helpOf = (commands: Readonly<Record<string, () => Promise<Command>>>): Command => ({
  name: 'help',
  vi: 'In danh sách các lệnh.',
  en: 'Prints all commands.',
  async run() {
    const all = (await Promise.all(Object.values(commands).map((load) => load().then(async (command) => [command, ...(await Promise.all(Object.values(command.parts ?? {}).map((part) => part())))])))).flat()
    console.log('Congdan – nền tảng mở cho Đề án 06\n\nDùng: npx congdan LỆNH [tham số]\n')
    for (const command of all) {
      console.log(`  ${(command.name + ' ' + (command.usage ?? '')).trim()}\n      ${command.vi}\n      ${command.en}`)
    }
    console.log('\nBiến môi trường: PORT, DATABASE_URL (máy chủ thật), PUBLIC_URL, DATA_DIR, SMTP_URL, KEYS_PASSPHRASE, LOG_LEVEL. Xem docs/production.md.')
  },
})
