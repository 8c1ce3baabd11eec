import { evaluate } from '../../kernel/expression.ts'
import type { Service } from '../catalogue/index.ts'
import type { Filing } from './filing.ts'
import { resolve, withWords } from './resolve.ts'

export interface Unmet {
  readonly item: string
  readonly page: string
  readonly kind: 'need'
  readonly says: string
  /** Code of the procedure to do instead. */
  readonly instead?: string
}

/** What keeps this service from being filed at all, by what is known and answered so far. */
export function unmetNeeds(service: Service, filing: Filing): Unmet[] {
  const now = resolve(service, filing)
  return (service.needs ?? []).filter((need) => !evaluate(need.holds, now.values)).map((need) => ({
    item: need.item, page: service.form.find((page) => page.items.some((item) => item.id === need.item))?.id ?? 'known', kind: 'need', says: withWords(need.says, now), ...(need.instead ? { instead: need.instead } : {}),
  }))
}
