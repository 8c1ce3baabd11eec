import { fieldsOf } from '../../kernel/expression.ts'
import { pathsOf } from './derivations.ts'
import type { FormItem } from './form-nodes.ts'
import type { Service } from './linked.ts'

/** Items that bring a value when the form is worked out, asked ones before derived ones of the same path. */
export function itemsOf(service: Service): FormItem[] {
  return [...service.form.flatMap((page) => page.items), ...service.derived]
}

/** The items in an order in which each comes after everything its condition or derivation reads. Throws on a circle. */
export function inOrder(service: Service): FormItem[] {
  const items = itemsOf(service)
  const makers = Map.groupBy(items, (item) => item.id)
  const state = new Map<FormItem, 'open' | 'done'>()
  const order: FormItem[] = []
  const visit = (item: FormItem, trail: readonly string[]): void => {
    if (state.get(item) === 'done') return
    if (state.get(item) === 'open') throw new Error(`circle: ${[...trail, item.id].join(' → ')}`)
    state.set(item, 'open')
    for (const path of readsOf(item)) for (const maker of makersOf(makers, path)) if (maker !== item) visit(maker, [...trail, item.id])
    state.set(item, 'done')
    order.push(item)
  }
  for (const item of items) visit(item, [])
  return order
}

/** Paths an item reads before it can be shown or computed. */
export function readsOf(item: FormItem): string[] {
  const condition = item.when ? fieldsOf(item.when) : []
  return item.kind === 'derived' ? [...condition, ...pathsOf(item.how)] : condition
}

/** An address answers under `place.commune` and `place.detail`. */
function makersOf(makers: Map<string, FormItem[]>, path: string): readonly FormItem[] {
  const own = makers.get(path)
  if (own) return own.filter((item) => item.kind !== 'known' && item.kind !== 'event')
  const parent = makers.get(path.slice(0, path.lastIndexOf('.')))
  return parent?.filter((item) => item.kind === 'address') ?? []
}
