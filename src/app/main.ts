import { Refusal } from '../kernel/refusal.ts'
import { readConfig } from '../platform/index.ts'
import { UsageError, type Command } from './commands/command.ts'
import { commands } from './commands/index.ts'

const [name = 'help', ...args] = process.argv.slice(2)

try {
  const command = await find(name)
  process.exitCode = (await command.run(args, readConfig())) ?? 0
} catch (error) {
  if (error instanceof UsageError) console.error(error.message)
  else if (error instanceof Refusal) console.error([[error.vi, error.next].filter(Boolean).join(' '), error.en].filter(Boolean).join('\n'))
  else console.error(process.env['DEBUG'] ? error : `Chưa chạy được: ${(error as Error).message}`)
  process.exitCode = 1
}

async function find(wanted: string): Promise<Command> {
  const load = commands[wanted]
  if (load) return load()
  throw new UsageError(`Không có lệnh «${wanted}». Xem các lệnh: npx congdan help`)
}
