import { endMembership, inviteMember, joinOrganisation, organisationMembers } from '../../foundations/openid/index.ts'
import { formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { type CitizenActor, type Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, DataTable, Form, Notice, TextField } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { consoleAccess, consolePurpose, perSession } from './pages.tsx'
import { toolsStrings } from './tools-strings.ts'

const root = '/nha-phat-trien'
const idOf = (req: PageRequest): string => req.params['organisation'] ?? ''

/** who works for the organisation; one is invited by a code, another taken out. */
async function membersPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = toolsStrings.in(req.lang)
  const { organisation, members, invitations } = await organisationMembers(ctx, idOf(req))
  const path = `${root}/to-chuc/${organisation.organisationId}/nguoi`
  const me = (ctx.actor as CitizenActor).personId
  const chosen = members.length > 1 ? members.find(({ personId }) => personId === req.query['ra']) : undefined
  const outOf = ({ personId, name }: (typeof members)[number]): string => (personId === me ? say('members.leave') : say('members.out-one', { name: name ?? say('members.unnamed') }))
  const done = (['vao', 'ra'] as const).find((word) => word === req.query['xong'])
  return page(req, { title: say('members.title'), screen: 'R-02-members', back: { href: root }, errors }, (
    <>
      <p class="caption">{organisation.name}</p>
      <h1>{say('members.title')}</h1>
      {done && errors.length === 0 && <Notice kind="success" title={say(`members.done-${done}`)} live />}
      <p class="lead">{say('members.text')}</p>
      <DataTable caption={say('members.title')} captionHidden rows={members} columns={[
        { header: say('members.name'), rowHeader: true, cell: ({ name, personId }) => [name ?? say('members.unnamed'), ...(personId === me ? [`(${say('members.you')})`] : [])].join(' ') },
        { header: say('members.since'), cell: ({ joinedAt }) => formatDateVi(todayAt(joinedAt)) },
        { header: say('members.out'), cell: ({ personId, name }) => (members.length > 1 ? <a href={`${path}?ra=${personId}#ra`} aria-label={personId === me ? say('members.leave') : `${say('members.out-do')}: ${name ?? say('members.unnamed')}`}>{say(personId === me ? 'members.leave' : 'members.out-do')}</a> : '–') },
      ]} />
      {chosen && (
        <Form action={`${path}/ra`} hidden={{ person: chosen.personId }} label={outOf(chosen)} class="narrow-form" id="ra">
          <h2>{outOf(chosen)}</h2>
          <p>{say(chosen.personId === me ? 'members.leave-text' : 'members.out-text')}</p>
          <div class="buttons"><Button kind="danger" act="end-membership">{say('members.out-sure')}</Button></div>
        </Form>
      )}
      <Form action={`${path}/moi`} label={say('members.invite')}>
        <h2>{say('members.invite')}</h2>
        <p>{say('members.invite-text', { n: invitations })}</p>
        <div class="buttons"><Button kind="secondary" act="invite-member">{say('members.invite-do')}</Button></div>
      </Form>
    </>
  ), errors.length > 0 ? (status ?? 422) : undefined)
}

async function invitedPage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = toolsStrings.in(req.lang)
  const { code, until } = await inviteMember(ctx, idOf(req))
  return page(req, { title: say('members.code'), screen: 'R-02-invited', back: { href: `${root}/to-chuc/${idOf(req)}/nguoi` } }, (
    <>
      <h1>{say('members.code')}</h1>
      <p class="code" data-code>{code}</p>
      <p>{say('members.code-text', { day: formatDateVi(todayAt(until)) })}</p>
    </>
  ))
}

function joinPage(req: PageRequest, errors: readonly FieldError[] = [], status?: number): PageReply {
  const say = toolsStrings.in(req.lang)
  return page(req, { title: say('members.join'), screen: 'R-02-join', back: { href: root }, errors }, (
    <Form action={`${root}/tham-gia`} class="narrow-form">
      <h1>{say('members.join')}</h1>
      <p>{say('members.join-text')}</p>
      <TextField name="code" label={say('members.join-code')} hint={say('members.join-hint')} value={req.form.get('code')} maxlength={40} autocomplete="off" />
      <div class="buttons"><Button act="join-organisation">{say('members.join-do')}</Button></div>
    </Form>
  ), errors.length > 0 ? (status ?? 422) : undefined)
}

const frame = { access: consoleAccess, purpose: consolePurpose, rateLimit: perSession } as const
const url = `${root}/to-chuc/:organisation/nguoi`

export const membersRoutes: readonly PageRoute[] = [
  pageRoute({ ...frame, method: 'GET', url, handler: (ctx, req) => membersPage(ctx, req) }),
  pageRoute({ ...frame, method: 'POST', url: `${url}/moi`, handler: invitedPage, onRefusal: (ctx, req, refusal) => membersPage(ctx, req, errorsOf(refusal), refusal.status) }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/ra`,
    async handler(ctx, req) {
      const personId = req.form.get('person')
      await endMembership(ctx, { organisationId: idOf(req), personId })
      return { redirect: personId === (ctx.actor as CitizenActor).personId ? root : `${root}/to-chuc/${idOf(req)}/nguoi?xong=ra` }
    },
    onRefusal: (ctx, req, refusal) => membersPage(ctx, req, errorsOf(refusal), refusal.status),
  }),
  pageRoute({ ...frame, method: 'GET', url: `${root}/tham-gia`, handler: async (_ctx, req) => joinPage(req) }),
  pageRoute({
    ...frame, method: 'POST', url: `${root}/tham-gia`, rateLimit: { key: 'session', max: 10, perSeconds: 600, name: 'relying-party-join' },
    handler: async (ctx, req) => ({ redirect: `${root}/to-chuc/${await joinOrganisation(ctx, req.form.get('code'))}/nguoi?xong=vao` }),
    onRefusal: async (_ctx, req, refusal) => joinPage(req, errorsOf(refusal), refusal.status),
  }),
]
