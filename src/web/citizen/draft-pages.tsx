import type { OpenDraft } from '../../public-services/dossier/index.ts'
import type { FactsModel, PageModel } from '../../public-services/forms/index.ts'
import { Button, Form, QuestionPage, t, type Lang } from '../kit/index.ts'
import { flowStrings } from './flow-strings.ts'
import { KnownCards } from './known-cards.tsx'
import { QuestionItems, type SearchState } from './question-items.tsx'

export interface DraftPageModel {
  readonly open: OpenDraft
  readonly model: PageModel
  /** Numbers just asked for, by path. */
  readonly revealed?: Readonly<Record<string, string>>
  readonly search?: SearchState | undefined
  /** Opened from the check page, and going back there. */
  readonly fromCheck: boolean
  readonly feeWords: string
}

export const draftPath = (draftId: string, pageId: string): string => `/ho-so/nhap/${draftId}/${pageId}`

/** Where a page of the walk lies: the first one is the start page of the service. */
export function pathOfPage(open: Pick<OpenDraft, 'draft' | 'service'>, pageId: string): string {
  return pageId === 'start' ? `/thu-tuc/${open.service.slug}/bat-dau` : draftPath(open.draft.draftId, pageId)
}

const partOf = (model: PageModel): { n: number; total: number } => ({ n: model.position.index - 1, total: model.position.of - 2 })

/** C-06: what the state knows, as text with source and age. Nothing of it is ever posted back. */
export function KnownPage(props: DraftPageModel & { lang: Lang }) {
  const { open, model, lang } = props
  const say = flowStrings.in(lang)
  const cards = model.items.filter((item): item is FactsModel => item.kind === 'facts')
  const path = draftPath(open.draft.draftId, model.id)
  return (
    <Form action={path} hidden={props.fromCheck ? { ve: '1' } : {}} class="question-page">
      <p class="caption">{open.service.name}<span class="caption-part"> · {partOf(model).n}/{partOf(model).total}</span></p>
      <h1>{model.title}</h1>
      <p class="lead">{cards.length === 0 ? say('known.none') : say('known.lead')}</p>
      <KnownCards cards={cards} revealAction={`${path}/hien`} {...(props.revealed ? { revealed: props.revealed } : {})} {...(open.draft.actorId === null ? { wrongHref: (card: FactsModel) => `/bao-sai/${card.id}?ban=${open.draft.draftId}` } : {})} />
      {open.draft.actorId === null && <p class="hint">{say('known.wrong-note')}</p>}
      <div class="buttons"><Button act="confirm-known">{say('known.continue')}</Button><LaterButton lang={lang} /></div>
      {open.authority && <p class="hint">{say('known.where', { unit: open.authority.name, fee: props.feeWords })}</p>}
    </Form>
  )
}

/** "Lưu, làm sau": what is right so far is kept, nothing is judged. */
export function LaterButton(props: { lang: Lang }) {
  return <Button kind="quiet" name="_later" value="1" act="save-later" noValidate>{t(props.lang, 'form.save-later')}</Button>
}

/** C-07: one topic, its one to three questions. */
export function AskPage(props: DraftPageModel & { lang: Lang }) {
  const { open, model, lang } = props
  const inputs = model.items.filter((item) => item.kind === 'input' && !item.reveal)
  const one = inputs.length === 1 && inputs[0]?.kind === 'input' && inputs[0].input !== 'address' && inputs[0].input !== 'members' && inputs[0].label === model.title
  return (
    <QuestionPage action={draftPath(open.draft.draftId, model.id)} caption={open.service.name} part={partOf(model)} saveLater hidden={props.fromCheck ? { ve: '1' } : {}} {...(one ? {} : { question: model.title })}>
      <QuestionItems items={model.items} heading={one} lang={lang} search={props.search} />
    </QuestionPage>
  )
}
