import { formatDayVi, formatInstantVi, type PlainDate } from '../../kernel/plain-date.ts'
import type { DeskDossier } from '../../public-services/counter/index.ts'
import { Button, ButtonLink, ConfirmationPanel, FileField, Form, Lanes, Notice, RadioGroup, TextArea, TextField, type Lang } from '../kit/index.ts'
import { laneClock, laneStateOf } from '../public/index.ts'
import { newId } from '../../kernel/ids.ts'
import { counterStrings } from './strings.ts'

export interface DossierModel {
  readonly found: DeskDossier
  /** It was filed a moment ago. */
  readonly fresh: boolean
  readonly trackAddress: string
  readonly typed: { readonly document: string; readonly method: string; readonly witness: string; readonly words: string }
  readonly today: PlainDate
}

/** O-10 and O-18: the code, the papers to print and give, who received them; and the way to say "it was not me who asked". */
export function Dossier(props: DossierModel & { lang: Lang }) {
  const { found, lang, typed } = props
  const say = counterStrings.in(lang)
  const here = `/mc/phieu/${found.caseId}/ho-so/${found.summary.dossierId}`
  const due = found.summary.lanes.filter((lane) => lane.outcome === null).map((lane) => lane.promisedOn).filter((on) => on !== null).sort().at(-1)
  const open = found.papers?.filter((paper) => paper.handedAt === null) ?? []
  const waiting = found.summary.lanes.filter((lane) => lane.status === 'supplement-requested' && lane.request)
  return (
    <>
      {props.fresh
        ? <ConfirmationPanel title={say('dossier.new')} code={found.summary.code} codeLabel={say('dossier.code')} qrText={props.trackAddress}><p>{say('dossier.tell')}</p>{due && <p>{say('dossier.due', { day: formatDayVi(due, Number(props.today.slice(0, 4))) })}</p>}</ConfirmationPanel>
        : <><p class="caption">{found.summary.serviceName}</p><h1 class="dossier-code">{found.summary.code}</h1></>}
      {found.denied && <Notice kind="warn" title={say('dossier.denied', { n: found.denied.withdrawn })} />}
      {waiting.map((lane) => (
        <Notice kind="warn" title={say('answer.wanted', { lane: lane.title, unit: lane.unit })}>
          <ul class="plain-list">{lane.request!.defects.map((defect) => <li>{defect.says}</li>)}</ul>
          <p>{say('answer.until', { when: formatInstantVi(lane.request!.until) })}</p>
          <Form action={`${here}/bo-sung`} hidden={{ phan: lane.lane }} class="form-inline"><Button act={`answer-${lane.lane}`}>{say('answer.begin')}</Button></Form>
        </Notice>
      ))}
      <section class="stack"><h2>{say('dossier.papers')}</h2>
        {found.papers === null ? <p>{say('dossier.elsewhere')}</p> : found.papers.length === 0
          ? <p>{say('dossier.papers-wait')} <a href={here} data-act="look-again">{say('dossier.papers-again')}</a></p>
          : (
            <ul class="desk-list">{found.papers.map((paper) => (
              <li><span><strong>{paper.title}</strong>{paper.number ? ` ${paper.number}` : ''}<br /><span class="hint">{paper.handedAt ? say('dossier.handed', { when: formatInstantVi(paper.handedAt) }) : say('dossier.not-handed')}</span></span>
                <a class="btn btn-secondary" href={`${here}/in/${paper.documentId}`} target="_blank" rel="noopener" data-act={`print-${paper.kind}`} aria-label={say('dossier.print-about', { title: paper.title })}>{say('dossier.print')}</a></li>
            ))}</ul>
          )}
      </section>
      {open.length > 0 && (
        <details class="details details-box" open={typed.method !== '' || typed.document !== ''}><summary>{say('dossier.give')}</summary>
          <div class="details-body">
            <Form action={`${here}/trao`} upload class="narrow-form">
              <p>{say('dossier.receiver', { name: found.name })}</p>
              <RadioGroup name="giay" label={say('dossier.which')} value={typed.document || open[0]!.documentId} options={open.map((paper) => ({ value: paper.documentId, label: `${paper.title}${paper.number ? ` ${paper.number}` : ''}` }))} />
              <RadioGroup name="cach" label={say('dossier.signed')} value={typed.method} options={[{ value: 'signature', label: say('consent.signed') }, { value: 'thumbprint', label: say('consent.thumb') }]} />
              <TextField name="lam-chung" label={say('consent.witness')} hint={say('consent.witness-hint')} value={typed.witness} inputmode="numeric" autocomplete="off" optional />
              <FileField name="quet" label={say('dossier.scan')} types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*,application/pdf" />
              <div class="buttons"><Button act="give">{say('dossier.give-do')}</Button></div>
            </Form>
          </div>
        </details>
      )}
      <h2>{say('dossier.lanes')}</h2>
      <Lanes level={3} label={say('dossier.lanes')} lanes={found.summary.lanes.map((lane) => ({ title: lane.title, state: laneStateOf(lane), stateText: lane.stateName, holder: lane.unit, clock: laneClock(lane, lang), ...(lane.says ? { note: lane.says } : {}) }))} />
      {found.helped && !found.denied && (
        <details class="details" open={typed.words !== ''}><summary>{say('dossier.deny')}</summary>
          <div class="details-body"><p>{say('dossier.deny-text')}</p>
            <Form action={`${here}/khong-nho`} command={newId()} class="narrow-form"><TextArea name="loi" label={say('dossier.deny-words')} value={typed.words} rows={2} optional /><div class="buttons"><Button kind="danger" act="deny">{say('dossier.deny-do')}</Button></div></Form>
          </div>
        </details>
      )}
      {!props.fresh && found.summary.lanes.some((lane) => lane.outcome === null) && <p><a class="link-plain" href={`/mc/phieu/${found.caseId}/xin/rut/${found.summary.dossierId}`} data-act="withdraw">{say('dossier.withdraw')}</a></p>}
      <div class="buttons"><ButtonLink href={`/mc/phieu/${found.caseId}`} act="back-to-case" kind={props.fresh ? 'primary' : 'secondary'} shortcut="Esc">{say('dossier.back')}</ButtonLink></div>
    </>
  )
}
