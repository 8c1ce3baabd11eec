import { knownSeconds, rememberDevice } from '../../foundations/eid/index.ts'
import type { Ctx } from '../../platform/index.ts'
import type { PageRequest, SetCookie } from '../../platform/http/index.ts'

/** Says that an account signed in with its password on this browser before; so its owner goes on while strangers guess elsewhere. It opens nothing. */
export const knownCookie = 'congdan-may'

export const rememberBrowser = (ctx: Ctx, req: PageRequest, accountId: string): SetCookie => ({ name: knownCookie, value: rememberDevice(ctx, req.cookies[knownCookie], accountId), maxAgeSeconds: knownSeconds(ctx.today), sameSite: 'Strict' })

/** The device in words its owner recognises in the list of sessions: 'Chrome trên Android'. Kept coarse on purpose. */
export function deviceOf(req: Pick<PageRequest, 'header'>): string {
  const agent = req.header('user-agent') ?? ''
  const browser = first(agent, [[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/CocCoc|coc_coc/i, 'Cốc Cốc'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']])
  const system = first(agent, [[/Android/, 'Android'], [/iPhone|iPad/, 'iPhone, iPad'], [/Windows/, 'Windows'], [/Mac OS X/, 'máy Mac'], [/Linux/, 'Linux']])
  return browser && system ? `${browser} trên ${system}` : browser || system || 'Thiết bị chưa rõ'
}

const first = (agent: string, names: readonly (readonly [RegExp, string])[]): string => names.find(([pattern]) => pattern.test(agent))?.[1] ?? ''
