import { refusals } from '../kernel/refusal.ts'
import type { Actor, Ctx, Role } from './context.ts'
import { definePort } from './ports.ts'

const { refuse } = refusals({
  'authorise.sign-in-needed': { status: 401, vi: 'Ông/bà cần đăng nhập để làm việc này.', en: 'Sign in to do this.', next: 'Đăng nhập rồi quay lại trang này.' },
  'authorise.level-too-low': { status: 403, vi: 'Việc này cần tài khoản định danh mức {level}.', en: 'This needs an e-ID of level {level}.', next: 'Tới công an xã bất kỳ để nâng mức, mang theo thẻ căn cước.' },
  'authorise.not-allowed': { status: 403, vi: 'Ông/bà không có quyền làm việc này ở đơn vị này.', en: 'Your post does not allow this here.', next: 'Hỏi người phụ trách đơn vị, hoặc chọn đúng chức vụ khi đăng nhập.' },
})

/** What an action is about: where, whose, or at which organisation. Only what a rule asks is looked at. */
export interface Target {
  readonly area?: string | null
  readonly person?: string | null
  readonly organisation?: string | null
  /** People the actor lawfully represents in this matter (children, wards), found by the caller from the register. */
  readonly represents?: readonly string[]
}

/** One line of a permission table. */
export type Rule =
  | { readonly role: Role | readonly Role[]; readonly within?: 'area' | 'organisation' | 'anywhere'; readonly authLevel?: 1 | 2 | 3 | 4; /** Only appointments that name the sensitive right (domain Annex G: C07, C08, C10). */ readonly sensitive?: true }
  | { readonly officer: 'self' }
  | { readonly citizen: 'self' | 'self-or-represented' | 'any'; readonly level?: 1 | 2 }
  | { readonly relyingParty: 'any' }
  | { readonly system: true }
  | { readonly visitor: true }

const table = new Map<string, readonly Rule[]>()

/** The permission table of one module: an action and the one-line rules that allow it. Nothing else allows anything. */
export function definePermissions<T extends Record<string, readonly Rule[]>>(rules: T): T {
  for (const [action, lines] of Object.entries(rules)) {
    if (table.has(action)) throw new Error(`permission ${action} is defined twice`)
    table.set(action, lines)
  }
  return rules
}

/** Is `area` the unit `within` or inside it? Filled by the areas module. */
export const areaWithin = definePort<(area: string, within: string, on: string) => boolean>('authorise.areaWithin')

/** May this actor do this here? Pure but for the map of areas. */
export function isAllowed(actor: Actor, action: string, target: Target, today: string): boolean {
  const rules = table.get(action)
  if (!rules) throw new Error(`permission ${action} is not defined`)
  return rules.some((rule) => matches(rule, actor, target, today))
}

/** The first line of every use case: refuses unless the permission table allows this actor this action on this target. */
export function allow(ctx: Pick<Ctx, 'actor' | 'today'>, action: string, target: Target = {}): void {
  if (isAllowed(ctx.actor, action, target, ctx.today)) return
  if (ctx.actor.kind === 'visitor') refuse('authorise.sign-in-needed')
  const level = neededLevel(action)
  if (ctx.actor.kind === 'citizen' && level > ctx.actor.level) refuse('authorise.level-too-low', { vars: { level } })
  refuse('authorise.not-allowed')
}

function neededLevel(action: string): number {
  const levels = (table.get(action) ?? []).flatMap((rule) => ('citizen' in rule ? [rule.level ?? 1] : []))
  return levels.length === 0 ? 0 : Math.min(...levels)
}

function matches(rule: Rule, actor: Actor, target: Target, today: string): boolean {
  if ('system' in rule) return actor.kind === 'system'
  if ('visitor' in rule) return true
  if ('relyingParty' in rule) return actor.kind === 'relying-party'
  if ('officer' in rule) return actor.kind === 'officer' && target.person === actor.personId
  if ('citizen' in rule) {
    if (actor.kind !== 'citizen' || actor.level < (rule.level ?? 1)) return false
    if (rule.citizen === 'any' || target.person === actor.personId) return true
    return rule.citizen === 'self-or-represented' && target.person != null && (target.represents ?? []).includes(target.person)
  }
  if (actor.kind !== 'officer' || actor.authLevel < (rule.authLevel ?? 1)) return false
  const named = typeof rule.role === 'string' ? rule.role === actor.role : rule.role.includes(actor.role)
  if (!named || (rule.sensitive && actor.sensitive !== true)) return false
  const within = rule.within ?? 'area'
  if (within === 'anywhere') return true
  if (within === 'organisation') return target.organisation === actor.organisationId
  return target.area != null && actor.areas.some((mine) => areaWithin.call(target.area!, mine, today))
}
