import type { VNode } from 'preact'
import { isId } from '../../kernel/ids.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import type { PageReply, PageRequest } from '../../platform/http/index.ts'
import { workPage, type WorkScreen } from '../officer/index.ts'
import { refuse } from './refusals.ts'

export const stewardAccess = { officer: ['data-steward'] } as const
export const listPurpose: Purpose = { code: 'sector-list', basis: 'Luật Căn cước 26/2023/QH15 đ.10', text: 'Đối khớp danh sách của ngành với dữ liệu dân cư' }
/** A file handed over: what it is, the use case says itself. */
export const stewardPage = (ctx: Ctx, req: PageRequest, screen: WorkScreen, body: VNode, status?: number): Promise<PageReply> => workPage(ctx, req, screen, body, status)

/** An id of the address; what is none is a list nobody has. */
export function idOf(req: PageRequest, name: string): string {
  const id = req.params[name] ?? ''
  if (!isId(id)) refuse('steward.unknown')
  return id
}

/** 12345 → '12.345'. */
export const count = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, '.')
