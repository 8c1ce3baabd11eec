import { maskPin } from '../../kernel/personal-number.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { dayInVietnam } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { beginIntake, closeCase, openCase, type DeskCase } from '../../public-services/counter/index.ts'
import { Button, ButtonLink, CheckAnswers, Form, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { ProofWays } from '../public/index.ts'
import { access, helpPage, idIn, purpose } from './frame.ts'
import { counterStrings } from './strings.ts'

/** O-04 and O-05: who it is, what to look at twice, and what can be done for them. */
export function Case(props: { found: DeskCase; noted: boolean; lang: Lang }) {
  const { found, lang } = props
  const say = counterStrings.in(lang)
  const { row, person } = found
  const here = `/mc/phieu/${row.caseId}`
  return (
    <>
      <h1>{person.fullName}</h1>
      {props.noted && <Notice kind="success" title={say('agree.noted')} live />}
      <CheckAnswers title={say('case.look')} answers={[
        { label: say('case.born'), value: person.birthDate ? formatPartialVi(person.birthDate) : '–' },
        ...(person.gender === 'female' || person.gender === 'male' ? [{ label: say('case.gender'), value: say(`case.${person.gender}`) }] : []),
        { label: say('case.pin'), value: <span class="number">{person.pin ? maskPin(person.pin) : '–'}</span> }, { label: say('case.area'), value: found.areaName ?? '–' },
      ]} />
      <details class="details"><summary>{say('case.proof')}</summary><div class="details-body"><p>{say('case.proof-text')}</p><ProofWays on={dayInVietnam(row.openedAt)} lang={lang} /></div></details>
      {row.warnings.length > 0 && <Notice kind="warn" title={say('case.warnings')}><ul class="prose-list">{row.warnings.map((each) => <li>{each}</li>)}</ul></Notice>}
      {found.drafts.length > 0 && (
        <section class="stack"><h2>{say('case.drafts')}</h2>
          <ul class="plain-list">{found.drafts.map((draft) => <li>{draft.serviceName} <ButtonLink kind="secondary" href={`/mc/ho-so/${draft.draftId}`} act="go-on">{say('case.go-on')}</ButtonLink></li>)}</ul>
        </section>
      )}
      <section class="stack"><h2>{say('case.choose')}</h2>
        <ul class="desk-list">
          {found.takes.map((service) => (
            <li><span>{service.name}</span><Form action={`${here}/nhan`} hidden={{ thu: service.slug }} class="form-inline"><Button kind="secondary" act={`take-${service.slug}`} label={say('case.take-about', { name: service.name })}>{say('case.take')}</Button></Form></li>
          ))}
        </ul>
        {found.takesNot.length > 0 && <details class="details"><summary>{say('case.not-yet')}</summary><div class="details-body"><ul class="prose-list">{found.takesNot.map((each) => <li>{each.name}: {each.says}</li>)}</ul></div></details>}
      </section>
      {found.asks.length > 0 && (
        <section class="stack"><h2>{say('case.asks')}</h2>
          <ul class="desk-list">{found.asks.map((ask) => (
            <li><span><strong class="dossier-code">{ask.code}</strong> {ask.serviceName}<br /><span class="hint">«{ask.says}»</span></span>
              <ButtonLink kind="secondary" href={`${here}/xin/dong-y/${ask.consentId}`} act={`agree-${ask.code}`}>{say('case.ask')}</ButtonLink></li>
          ))}</ul>
        </section>
      )}
      <section class="stack"><h2>{say('case.dossiers')}</h2>
        {found.dossiers.length === 0 ? <p class="hint">{say('case.no-dossiers')}</p> : (
          <ul class="desk-list">{found.dossiers.map((dossier) => (
            <li><span><strong class="dossier-code">{dossier.code}</strong> {dossier.serviceName}{dossier.waitsForMe && <> <StatusTag tone="todo">{say('case.waits')}</StatusTag></>}<br /><span class="hint">{dossier.lanes.map((lane) => `${lane.title}: ${lane.stateName}`).join(' · ')}</span></span>
              <ButtonLink kind="secondary" href={`${here}/ho-so/${dossier.dossierId}`} act={`open-${dossier.code}`}>{say('case.open')}</ButtonLink></li>
          ))}</ul>
        )}
      </section>
      <Form action={`${here}/ket-thuc`} class="form-inline"><Button kind="secondary" act="end-case" shortcut="F9">{say('case.end')}</Button></Form>
      <p class="hint">{say('case.end-text')} {say('case.until', { when: formatInstantVi(row.endsAt) })}</p>
    </>
  )
}

export const caseRoute = pageRoute({
  method: 'GET', url: '/mc/phieu/:case', access, purpose,
  async handler(ctx, req) {
    const found = await openCase(ctx, idIn(req, 'case'))
    const person = { name: found.person.fullName, caseId: found.row.caseId, until: found.row.endsAt }
    return helpPage(ctx, req, person, { title: found.person.fullName, screen: 'O-05', back: { href: '/mc', label: counterStrings.t(req.lang, 'case.back') } }, <Case found={found} noted={req.query['y-kien'] !== undefined} lang={req.lang} />)
  },
})

export const beginRoute = pageRoute({
  method: 'POST', url: '/mc/phieu/:case/nhan', access, purpose,
  async handler(ctx, req) {
    const { draftId } = await beginIntake(ctx, { caseId: idIn(req, 'case'), slug: req.form.get('thu') })
    return { redirect: `/mc/ho-so/${draftId}` }
  },
})

export const endRoute = pageRoute({
  method: 'POST', url: '/mc/phieu/:case/ket-thuc', access, purpose,
  async handler(ctx, req) {
    await closeCase(ctx, idIn(req, 'case'))
    return { redirect: '/mc' }
  },
})
