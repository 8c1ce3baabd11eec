import { formatDong } from '../../kernel/money.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { lanesOf, type Channel, type Service } from '../../public-services/catalogue/index.ts'
import { feeFor, type Fee } from '../../public-services/fees/index.ts'
import { resolve, type Filing } from '../../public-services/forms/index.ts'

/**
 * What a filing costs on a channel, by the tariff of that day. A bundle has its own charge; what somebody orders on top of a
 * part (paper copies) is charged by that part's own tariff.
 */
export function feeOf(service: Service, channel: Channel, date: PlainDate, filing?: Filing): Fee {
  const values = filing ? resolve(service, filing).values : {}
  const birthDate = values['requester.birthDate']
  const occasion = { channel, date, values, ...(typeof birthDate === 'string' ? { payer: { birthDate } } : {}) }
  const own = feeFor({ code: service.code }, occasion)
  if (service.kind !== 'linked') return own
  const ordered = lanesOf(service).flatMap((lane) => feeFor({ code: lane.code }, occasion).lines.filter((line) => line.kind === 'PHI'))
  if (ordered.length === 0) return own
  const total = own.total + ordered.reduce((sum, line) => sum + line.amount, 0)
  return { ...own, lines: [...own.lines, ...ordered], total, words: `Cần nộp ${formatDong(total)}.` }
}
