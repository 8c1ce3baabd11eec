import { safetyStatus } from '../../foundations/openid/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { DataTable, Notice, TaskList } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { clientIdOf, clientPath, consoleAccess, consolePurpose } from './pages.tsx'
import { toolsStrings } from './tools-strings.ts'

/** Where each is mended. */
const mendedAt = { 'proved': 'sua', 'bound': 'sua', 'two-keys': 'khoa', 'told': 'su-kien', 'no-failures': 'nhat-ky', 'agreement': 'len-that', 'least': 'muc-dung' } as const

/** the safety of one's own connection, and how long it may go on. */
async function safetyPage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = toolsStrings.in(req.lang)
  const { client, checks, failures, until, keys } = await safetyStatus(ctx, clientIdOf(req))
  const path = clientPath(client.clientId)
  return page(req, { title: say('safety.title'), screen: 'R-13', back: { href: path } }, (
    <>
      <h1>{say('safety.heading')}</h1>
      <p class="lead">{say('safety.text')}</p>
      {client.state === 'suspended' && <Notice kind="error" title={say('safety.cut')} />}
      {until && until.daysLeft < 0 && <Notice kind="error" title={say('safety.ended', { day: formatDateVi(until.day) })} />}
      {until && until.daysLeft >= 0 && <Notice kind={until.daysLeft <= 30 ? 'warn' : 'info'} title={say('safety.ends', { day: formatDateVi(until.day), n: until.daysLeft })} />}
      <h2>{say('safety.checks')}</h2>
      <TaskList label={say('safety.checks')} tasks={checks.map(({ key, met }) => ({ title: say(`safety.check-${key}`), state: met ? ('done' as const) : ('problem' as const), href: `${path}/${mendedAt[key]}` }))} />
      <p>{say('safety.failures', { n: failures })}</p>
      <h2>{say('safety.keys')}</h2>
      {keys.length === 0 ? <p>{say('safety.no-keys')}</p> : <DataTable caption={say('safety.keys')} captionHidden rows={keys} columns={[{ header: say('safety.key'), rowHeader: true, cell: ({ kid }) => <code>{kid}</code> }, { header: say('safety.key-kind'), cell: ({ kind }) => kind }]} />}
    </>
  ))
}

export const safetyRoutes: readonly PageRoute[] = [
  pageRoute({ access: consoleAccess, purpose: consolePurpose, method: 'GET', url: '/nha-phat-trien/ung-dung/:client/an-toan', handler: safetyPage }),
]
