import { formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import type { DossierView, LaneView } from '../../public-services/dossier/index.ts'
import { ButtonLink, EmptyState, Icon, StatusTag, type Lang } from '../kit/index.ts'
import type { DossierDocument } from './dossier-documents.ts'
import { dossierStrings } from './dossier-strings.ts'

export interface ResultsModel {
  readonly view: DossierView
  readonly documents: readonly DossierDocument[]
}

/** C-17: what each part gave, and where its paper is. */
export function Results(props: ResultsModel & { lang: Lang }) {
  const { view, documents, lang } = props
  const say = dossierStrings.in(lang)
  const ended = view.lanes.filter((lane) => lane.result !== null)
  const resultIds = new Set(ended.map((lane) => lane.result?.documentId))
  const letters = documents.filter((each) => !resultIds.has(each.documentId))
  return (
    <>
      <p class="caption">{view.code}</p>
      <h1>{say('result.heading')}</h1>
      {ended.length === 0 && <EmptyState icon={view.endedAt === null ? 'clock' : 'paper'} title={say(view.endedAt === null ? 'result.none' : 'result.ended')} action={<ButtonLink kind="secondary" href={`/ho-so/${view.dossierId}`}>{say('result.back')}</ButtonLink>}>{say(view.endedAt === null ? 'result.none-text' : 'result.ended-text')}</EmptyState>}
      {ended.map((lane) => <OneResult lane={lane} document={documents.find((each) => each.documentId === lane.result?.documentId)} dossierId={view.dossierId} lang={lang} />)}
      {ended.length > 0 && <><p>{say('result.wallet')} {say('result.paper')}</p><p class="hint">{say('result.check')}</p></>}
      {letters.length > 0 && <section class="stack"><h2>{say('result.letters')}</h2><ul class="prose-list">{letters.map((each) => <li><a href={`/ho-so/${view.dossierId}/giay/${each.documentId}`}>{each.title}</a> <span class="hint">{each.issuerName}, {formatDateVi(todayAt(each.issuedAt))}</span></li>)}</ul></section>}
    </>
  )
}

function OneResult(props: { lane: LaneView; document: DossierDocument | undefined; dossierId: string; lang: Lang }) {
  const { lane, document, lang } = props
  const say = dossierStrings.in(lang)
  return (
    <article class="paper-card">
      <Icon name="paper" size="large" />
      <div class="paper-card-text stack">
        <h2 class="paper-card-title">{lane.result!.name}</h2>
        <p>{lane.says ?? lane.stateName}</p>
        {document && <p class="hint">{[document.number, formatDateVi(todayAt(document.issuedAt))].filter(Boolean).join(' · ')}</p>}
        <p>{document
          ? document.state === 'valid' ? <StatusTag tone="known" icon="shield">{say('result.sealed', { unit: document.issuerName })}</StatusTag> : <StatusTag tone="problem">{say(`result.${document.state}`)}</StatusTag>
          : <StatusTag tone="known" icon="check">{say('result.data')}</StatusTag>}</p>
        {document && <div class="buttons"><ButtonLink kind="secondary" icon="download" href={`/ho-so/${props.dossierId}/giay/${document.documentId}`} act="download">{say('result.download')}</ButtonLink></div>}
      </div>
    </article>
  )
}
