import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sealState } from '../../foundations/trail/index.ts'
import { run } from '../../foundations/trail/verifier/main.ts'
import type { Config } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { dumpLog, holdsHeads, inPrivateFolder, publicKeyFiles, runVerifier } from '../operations/log-dump.ts'
import { headsFileOf, openStores } from '../stores.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'

export const verifyLogCommand: Command = {
  name: 'verify-log',
  usage: '[--dump log.jsonl | --proof proof.json] [--public-key key.pem] [--head heads.jsonl] [--demo]',
  vi: 'Kiểm sổ lượt xem của hệ thống này; hoặc một bản trích, một chứng minh đã tải (không cần cơ sở dữ liệu). Mã thoát 1 nếu có chỗ sai.',
  en: 'Checks the access log of this house; or a dump, or a downloaded proof (needs no database). Exit code 1 when something is wrong.',
  async run(args, config) {
    if (args.some((arg) => /^--(dump|proof)\b/.test(arg))) return run(args, (text) => console.log(text))
    const { values } = readFlags(args, { 'head': { type: 'string' }, 'public-key': { type: 'string', multiple: true }, 'demo': { type: 'boolean', default: false } })
    for (const file of [values.head, ...(values['public-key'] ?? [])]) if (file !== undefined && !existsSync(file)) throw new UsageError(`Không có tệp ${file}.`)
    return verifyHere(config, { head: values.head, publicKeys: values['public-key'], demo: values.demo })
  },
}

/** Writes the log out and has it checked by the verifier as a program of its own, against the heads that lie outside the database. */
async function verifyHere(config: Config, asked: { head: string | undefined; publicKeys: string[] | undefined; demo: boolean }): Promise<number> {
  const house = await openHouse(config, { demo: asked.demo })
  try {
    return await inPrivateFolder(house.dataFolder, async (folder) => {
      const publicKeys = asked.publicKeys ?? (await publicKeyFiles(openStores(house), folder))
      const { treeSize, batch } = await house.database.transaction(sealState)
      const bar = progressLine('Trích sổ')
      const dump = join(folder, 'log.jsonl')
      await dumpLog(house.database, dump, (lines) => bar(Math.min(lines, treeSize + batch), treeSize + batch))
      const head = asked.head ?? headsFileOf(house)
      if (!holdsHeads(head)) console.log('Chưa có đầu cây nào giữ bên ngoài để so; chỉ kiểm được chữ ký bên trong.')
      return runVerifier({ dump, publicKeys, heads: holdsHeads(head) ? [head] : [] })
    })
  } finally {
    await house.close()
  }
}
