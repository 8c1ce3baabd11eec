import { existsSync, readFileSync } from 'node:fs'
import { endFeed, grantFeed, type GrantFeed } from '../../foundations/feeds/index.ts'
import { inTransaction } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { readFlags, UsageError, type Command } from './command.ts'

export const feedsCommand: Command = {
  name: 'feeds',
  usage: '--grant TỆP.json | --end HỆ-THỐNG [--demo]',
  vi: 'Giao hoặc kết thúc quyền của một hệ thống được theo dõi thay đổi dữ liệu, theo quyết định. Mẫu tệp: docs/feeds.md.',
  en: 'Grants or ends a system\'s right to follow changes, by a decision. The shape of the file: docs/feeds.md.',
  async run(args, config) {
    const { values } = readFlags(args, { grant: { type: 'string' }, end: { type: 'string' }, demo: { type: 'boolean', default: false } })
    if ((values.grant === undefined) === (values.end === undefined)) throw new UsageError('Cần đúng một trong --grant và --end. Xem: npx congdan help')
    if (values.grant !== undefined && !existsSync(values.grant)) throw new UsageError(`Không có tệp ${values.grant}.`)
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      await inTransaction(house.database, { actor: { kind: 'system', name: 'feeds' }, purpose: { code: 'feeds', basis: 'NĐ 278/2025/NĐ-CP' } }, async (ctx) => {
        if (values.end !== undefined) await endFeed(ctx, values.end)
        else await grantFeed(ctx, readGrant(readFileSync(values.grant!, 'utf8')))
      })
      console.log(values.end !== undefined ? `Đã kết thúc quyền của ${values.end}.` : 'Đã giao quyền.')
    } finally {
      await house.close()
    }
  },
}

const texts = ['clientId', 'name', 'purpose', 'basis', 'text', 'decision'] as const
const lists = ['types', 'fields', 'areas'] as const

function readGrant(text: string): GrantFeed {
  let given: Record<string, unknown>
  try {
    given = JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new UsageError('Tệp không phải JSON.')
  }
  for (const name of texts) if (typeof given[name] !== 'string') throw new UsageError(`Thiếu «${name}». Mẫu tệp: docs/feeds.md`)
  for (const name of lists) if (!Array.isArray(given[name])) throw new UsageError(`«${name}» là một danh sách. Mẫu tệp: docs/feeds.md`)
  if (typeof given['publicKey'] !== 'object' || given['publicKey'] === null) throw new UsageError('«publicKey» là một khóa công khai JWK (Ed25519 hoặc P-256).')
  return given as unknown as GrantFeed
}
