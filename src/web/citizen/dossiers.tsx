import { formatInstantVi, type PlainDate } from '../../kernel/plain-date.ts'
import type { DossierSummary, DraftSummary } from '../../public-services/dossier/index.ts'
import { Button, ButtonLink, EmptyState, Form, StatusTag, WorklistCard, type Lang, type Tone } from '../kit/index.ts'
import { clockWords } from '../public/index.ts'
import { dossierStrings } from './dossier-strings.ts'
import { instantDay, momentWords } from './words.ts'

const tones: Partial<Record<DossierSummary['status'], Tone>> = { done: 'known', returned: 'known', 'supplement-requested': 'todo', 'payment-requested': 'todo', 'refused-at-reception': 'problem', withdrawn: 'neutral', stopped: 'neutral' }

export function DossierStatus(props: { status: DossierSummary['status']; lang: Lang }) {
  return <StatusTag tone={tones[props.status] ?? 'info'}>{dossierStrings.t(props.lang, `status.${props.status}`)}</StatusTag>
}

/** One dossier in a list: what, state, code, and where each part stands. */
export function DossierCard(props: { dossier: DossierSummary; today: PlainDate; lang: Lang; level?: 2 | 3 }) {
  const { dossier, today, lang } = props
  const say = dossierStrings.in(lang)
  const lanes = dossier.lanes.map((lane) => <>{lane.title}: {lane.stateName}{lane.clock && lane.outcome === null ? `, ${clockWords(lane.clock.status, lang)}` : ''}</>)
  return (
    <WorklistCard level={props.level ?? 3} title={dossier.serviceName} href={`/ho-so/${dossier.dossierId}`} tone={dossier.waitsForMe ? 'todo' : 'plain'} tags={<DossierStatus status={dossier.status} lang={lang} />}
      lines={[<span class="hint">{say('list.code', { code: dossier.code })} · {say('list.sent', { when: momentWords(dossier.submittedAt, today) })}</span>, ...lanes]}
      {...(dossier.waitsForMe ? { actions: <ButtonLink href={`/ho-so/${dossier.dossierId}/bo-sung`} act="answer-request">{say('view.supplement')}</ButtonLink> } : {})} />
  )
}

export function DraftCard(props: { draft: DraftSummary; today: PlainDate; lang: Lang; /** Shown to the one who types it for another. */ acting?: boolean }) {
  const { draft, lang } = props
  const say = dossierStrings.in(lang)
  return (
    <WorklistCard level={3} title={draft.serviceName} tone="offer" lines={[...(draft.helperOrganisation ? [say('draft.helped')] : draft.byAnother && !props.acting ? [say('draft.by-another')] : []), say('draft.kept', { when: formatInstantVi(draft.updatedAt), until: instantDay(draft.expiresAt) })]}
      actions={<><ButtonLink kind="secondary" href={draft.helperOrganisation || draft.byAnother ? `/ho-so/nhap/${draft.draftId}/check` : `/thu-tuc/${draft.slug}/bat-dau`} act="resume">{say('draft.continue')}</ButtonLink><Form action="/ho-so/nhap/xoa" hidden={{ draft: draft.draftId }} class="form-inline"><Button kind="quiet" act="drop-draft" label={say('draft.drop-about', { name: draft.serviceName })}>{say('draft.drop')}</Button></Form></>} />
  )
}

export interface DossiersModel {
  readonly drafts: readonly DraftSummary[]
  readonly dossiers: readonly DossierSummary[]
  readonly today: PlainDate
}

/** C-14: what needs me first, then what runs, then what is over. */
export function Dossiers(props: DossiersModel & { lang: Lang }) {
  const { drafts, dossiers, today, lang } = props
  const say = dossierStrings.in(lang)
  const waiting = dossiers.filter((each) => each.waitsForMe)
  const running = dossiers.filter((each) => !each.waitsForMe && each.endedAt === null)
  const ended = dossiers.filter((each) => each.endedAt !== null)
  const list = (title: string, some: readonly DossierSummary[]) => some.length > 0 && <section class="stack"><h2>{title}</h2>{some.map((dossier) => <DossierCard dossier={dossier} today={today} lang={lang} />)}</section>
  return (
    <>
      <h1>{say('list.title')}</h1>
      {drafts.length + dossiers.length === 0 && <EmptyState icon="paper" title={say('list.empty')} action={<ButtonLink href="/thu-tuc">{say('list.start')}</ButtonLink>}>{say('list.empty-text')}</EmptyState>}
      {list(say('list.waiting'), waiting)}
      {drafts.length > 0 && <section class="stack"><h2>{say('list.drafts')}</h2>{drafts.map((draft) => <DraftCard draft={draft} today={today} lang={lang} />)}</section>}
      {list(say('list.running'), running)}
      {list(say('list.ended'), ended)}
    </>
  )
}
