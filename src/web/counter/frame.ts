import type { VNode } from 'preact'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { isId } from '../../kernel/ids.ts'
import type { Ctx, Purpose, Role } from '../../platform/index.ts'
import type { PageReply, PageRequest } from '../../platform/http/index.ts'
import { workPage, type WorkScreen } from '../officer/index.ts'
import { counterStrings } from './strings.ts'
import { refuse } from './refusals.ts'

export const deskRoles: readonly Role[] = ['reception-officer']
export const access = { officer: deskRoles } as const
export const purpose: Purpose = { code: 'counter', basis: 'NĐ 118/2025/NĐ-CP', text: 'Phục vụ tại quầy' }

/** An id of the path, refused as unknown when it has not the shape of one. */
export function idIn(req: Pick<PageRequest, 'params'>, name: string): string {
  const id = req.params[name] ?? ''
  return isId(id) ? id : refuse('web-counter.unknown')
}

/** A page about the person in front: whom the desk helps stands above everything, until that ends. */
export function helpPage(ctx: Ctx, req: PageRequest, person: { name: string; caseId: string; until: string }, screen: WorkScreen, body: VNode, status?: number): Promise<PageReply> {
  const actingFor = { name: person.name, basis: counterStrings.t(req.lang, 'acting'), until: formatInstantVi(person.until).slice(0, 5), endAction: `/mc/phieu/${person.caseId}/ket-thuc` }
  return workPage(ctx, req, { ...screen, actingFor }, body, status)
}
