import { claimedValuesOf, type Claim } from '../../data-ecosystem/linkage/index.ts'
import { fullAreaName } from '../../foundations/areas/index.ts'
import { readFacts } from '../../foundations/population/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { DataTable, EmptyState, FactLine, KnownCard, type Lang } from '../kit/index.ts'
import { askReason } from './choose-reason.tsx'
import { claimStrings } from './claim-strings.ts'
import { factWords, fieldWord } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { personOf } from './person.tsx'
import { purposeFor } from './reasons.ts'

/** What sectors' lists say of somebody, beside the register's own facts and never over them. */
export function ClaimsPage(props: { name: string; facts: readonly { field: string; value: string | null; source: string; asOf: string }[]; claims: readonly Claim[]; lang: Lang }) {
  const { facts, claims, lang } = props
  const say = claimStrings.in(lang)
  return (
    <>
      <h1>{say('heading', { name: props.name })}</h1>
      <p class="lead">{say('lead')}</p>
      <KnownCard title={say('register')}>
        {facts.map((fact) => <FactLine f={`person.${fact.field}`} label={fieldWord(fact.field, lang)} value={fact.value ?? undefined} source={{ name: fact.source, date: formatDateVi(fact.asOf) }} />)}
      </KnownCard>
      <DataTable caption={say('caption')} rows={claims} empty={<EmptyState title={say('none')}><p>{say('none-text')}</p></EmptyState>} columns={[
        { header: say('what'), rowHeader: true, cell: (claim) => say(`field.${claim.field}`) },
        { header: say('value'), cell: (claim) => claim.value },
        { header: say('source'), cell: (claim) => `${claim.listTitle}, ${claim.owner}` },
        { header: say('day'), cell: (claim) => formatDateVi(claim.statedOn) },
        { header: say('until'), cell: (claim) => formatDateVi(claim.keptUntil) },
      ]} />
    </>
  )
}

export const claimsRoute = pageRoute({
  method: 'GET', url: '/dc/nguoi/:person/nganh-ghi', access: policeAccess, purpose: purposeFor,
  async handler(ctx, req) {
    const ask = await askReason(ctx, req)
    if (ask) return ask
    const personId = personOf(req)
    const facts = await readFacts(ctx, personId, ['fullName', 'phone', 'area'])
    const claims = await claimedValuesOf(ctx, personId)
    const name = facts.find((fact) => fact.field === 'fullName')?.value as string
    const shown = facts.filter((fact) => fact.field !== 'fullName').map((fact) => ({ field: fact.field, value: fact.field === 'area' ? (fact.value ? fullAreaName(fact.value as string, ctx.today) : null) : factWords(fact.field, fact.value, ctx.today, req.lang), source: fact.sourceName, asOf: fact.asOf }))
    return policePage(ctx, req, { title: claimStrings.t(req.lang, 'title'), screen: 'P-03-claims', path: `/dc/nguoi/${personId}/nganh-ghi`, back: { href: `/dc/nguoi/${personId}`, label: name } }, <ClaimsPage name={name} facts={shown} claims={claims} lang={req.lang} />)
  },
})
