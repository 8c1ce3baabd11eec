import { householdOf, type HouseholdView } from '../../foundations/residence/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { groupPin, maskPin } from '../../kernel/personal-number.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { ButtonLink, EmptyState, Icon, MaskedValue, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { myStrings } from './my-strings.ts'
import { ownData } from './purposes.ts'
import { refuse } from './refusals.ts'

export interface HouseholdModel {
  readonly household: HouseholdView | undefined
  readonly me: string
  /** The member whose number was just asked for. */
  readonly revealed?: string
}

/** C-28: the household as its members may see it (Luật Căn cước đ.9 k.23). */
export function Household(props: HouseholdModel & { lang: Lang }) {
  const { household, me, lang } = props
  const say = myStrings.in(lang)
  if (!household) return <><h1>{say('house.heading')}</h1><EmptyState icon="home" title={say('house.none')} action={<ButtonLink href="/thu-tuc/thuong-tru">{say('house.register')}</ButtonLink>}>{say('house.none-text')}</EmptyState></>
  return (
    <>
      <h1>{say('house.heading')}</h1>
      <dl class="answers">
        <div class="answer answer-fixed"><dt>{say('house.address')}</dt><dd class="answer-value">{household.address.text}</dd></div>
        <div class="answer answer-fixed"><dt>{say('house.file')}</dt><dd class="answer-value">{household.fileNumber}</dd></div>
        <div class="answer answer-fixed"><dt>{say('house.since')}</dt><dd class="answer-value">{formatDateVi(household.since)}</dd></div>
      </dl>
      {household.headPersonId === null && <Notice kind="info" title={say('house.no-head')}><p>{say('house.no-head-text')}</p></Notice>}
      <h2>{say('house.members')}</h2>
      <div class="cards">
        {household.members.map((member) => (
          <article class="paper-card" data-member={member.personId === me ? 'me' : 'other'}>
            <Icon name={member.isHead ? 'home' : 'person'} size="large" />
            <div class="paper-card-text">
              <h3 class="paper-card-title">{member.fullName}</h3>
              <p class="tags">{member.isHead ? <StatusTag tone="info" icon="home">{say('house.head')}</StatusTag> : <span>{member.relationText}</span>}{member.personId === me && <StatusTag tone="known" icon="person">{say('house.me')}</StatusTag>}</p>
              {member.pin && <p>{say('house.pin')}: <MaskedValue masked={maskPin(member.pin)} label={`${say('house.pin')} ${member.fullName}`} revealAction="/ho" revealFields={{ nguoi: member.personId }} {...(props.revealed === member.personId ? { value: groupPin(member.pin) } : {})} /></p>}
              <p class="hint">{say('house.joined', { day: formatDateVi(member.since) })}</p>
            </div>
          </article>
        ))}
      </div>
      <p class="hint">{say('house.source')}</p>
      <p><a href="/bao-sai/household">{say('house.wrong')}</a></p>
    </>
  )
}

async function householdPage(ctx: Ctx, req: PageRequest, household: HouseholdView | undefined, revealed?: string): Promise<PageReply> {
  const me = ctx.actor.kind === 'citizen' ? ctx.actor.personId : ''
  return page(req, { title: myStrings.t(req.lang, 'house.title'), screen: 'C-28', back: { href: '/toi' } }, <Household household={household} me={me} lang={req.lang} {...(revealed ? { revealed } : {})} />)
}

const own = async (ctx: Ctx): Promise<HouseholdView | undefined> => (ctx.actor.kind === 'citizen' ? householdOf(ctx, ctx.actor.personId) : undefined)

export const householdRoute = pageRoute({ method: 'GET', url: '/ho', access: { citizen: {} }, purpose: ownData, handler: async (ctx, req) => householdPage(ctx, req, await own(ctx)) })

/** "Hiện": a logged act of its own. */
export const revealMemberRoute = pageRoute({
  method: 'POST', url: '/ho', access: { citizen: {} }, purpose: ownData,
  async handler(ctx, req) {
    const household = await own(ctx)
    const member = household?.members.find((each) => each.personId === req.form.get('nguoi') && each.pin !== null) ?? refuse('citizen.fact-unknown')
    ctx.logRead({ kind: 'open', register: 'population', subjects: [member.personId], fields: ['pin'] })
    if (req.header('accept')?.includes('application/json')) return { json: { value: groupPin(member.pin!) } }
    return householdPage(ctx, req, household, member.personId)
  },
})
