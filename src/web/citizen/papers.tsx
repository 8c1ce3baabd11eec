import type { OpenDraft } from '../../public-services/dossier/index.ts'
import type { PageModel, PaperModel } from '../../public-services/forms/index.ts'
import { Button, ButtonLink, FileField, Form, Icon, Notice, StatusTag, t, WhyAsked, type Lang } from '../kit/index.ts'
import { draftPath, LaterButton } from './draft-pages.tsx'
import { flowStrings } from './flow-strings.ts'

type Paper = OpenDraft['papers'][number]

export interface PapersModel {
  readonly open: OpenDraft
  readonly model: PageModel
  readonly fromCheck: boolean
}

/** C-08: only papers nobody has; each its own small form, so that one bad file loses nothing of the others. */
export function PapersPage(props: PapersModel & { lang: Lang }) {
  const { open, model, lang } = props
  const say = flowStrings.in(lang)
  const path = draftPath(open.draft.draftId, model.id)
  const papers = model.items.filter((item): item is PaperModel => item.kind === 'paper')
  return (
    <>
      <p class="caption">{open.service.name}</p>
      <h1>{model.title}</h1>
      <p class="lead">{papers.length === 0 ? say('papers.none') : say('papers.lead')}</p>
      {papers.map((paper) => <OnePaper paper={paper} files={open.papers.filter((file) => file.item === paper.id)} path={path} lang={lang} />)}
      <Form action={path} hidden={props.fromCheck ? { ve: '1' } : {}}>
        <div class="buttons"><Button act="continue">{t(lang, 'form.continue')}</Button><LaterButton lang={lang} /></div>
      </Form>
    </>
  )
}

export function OnePaper(props: { paper: PaperModel; files: readonly Paper[]; path: string; lang: Lang; fields?: Readonly<Record<string, string>>; removable?: boolean }) {
  const { paper, files, path, lang } = props
  const say = flowStrings.in(lang)
  const hidden = { item: paper.id, ...props.fields }
  return (
    <section class="card" id={`giay-${paper.id}`}>
      <h2 class="card-title">{paper.label}</h2>
      {paper.insteadOf.length > 0 && <p class="hint">{say('papers.instead', { papers: paper.insteadOf.map((each) => each.label.charAt(0).toLowerCase() + each.label.slice(1)).join(', ') })}</p>}
      {files.map((file) => <ReceivedFile file={file} path={path} fields={hidden} removable={props.removable !== false} lang={lang} />)}
      {paper.now?.state === 'without' && files.length === 0 && <Notice kind="info" title={say('papers.without-done')}>{paper.withoutIt && <p>{paper.withoutIt}</p>}</Notice>}
      <Form action={`${path}/tep`} upload hidden={hidden}>
        <FileField name={`file-${paper.id}`} f={paper.id} label={say('papers.file')} hint={say('papers.hint')} types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*,application/pdf" />
        <div class="buttons"><Button kind={files.length === 0 ? 'primary' : 'secondary'} icon="upload" act={`send-${paper.id}`}>{files.length === 0 ? say('papers.add') : say('papers.more')}</Button></div>
      </Form>
      {!paper.required && paper.now?.state !== 'without' && files.length === 0 && <Form action={`${path}/khong-co`} hidden={hidden} class="form-inline"><Button kind="quiet" act={`without-${paper.id}`}>{say('papers.without')}</Button></Form>}
      {paper.why && <WhyAsked><p>{paper.why}</p></WhyAsked>}
    </section>
  )
}

function ReceivedFile(props: { file: Paper; path: string; fields: Readonly<Record<string, string>>; removable: boolean; lang: Lang }) {
  const { file, lang } = props
  const say = flowStrings.in(lang)
  return (
    <div class="row-actions">
      <span><Icon name="check" size="small" /> {say('papers.received', { file: file.fileName, pages: file.pages })}</span>
      {file.quality['doubtful'] === true && <StatusTag tone="todo">{say('photo.doubtful')}</StatusTag>}
      <a class="link-plain" href={props.removable ? `${props.path}/anh/${file.paperId}` : `/ho-so/giay/${file.paperId}`}>{say('papers.look')}</a>
      {props.removable && <Form action={`${props.path}/bo`} hidden={{ ...props.fields, paper: file.paperId }} class="form-inline"><Button kind="quiet" act="remove-paper" label={say('papers.remove-about', { file: file.fileName })}>{say('papers.remove')}</Button></Form>}
    </div>
  )
}

/** C-09: what the server thinks of the picture. It warns and never traps: the picture may always be used. */
export function PhotoPage(props: { file: Paper; label: string; path: string; fields: Readonly<Record<string, string>>; lang: Lang }) {
  const { file, lang } = props
  const say = flowStrings.in(lang)
  const doubtful = file.quality['doubtful'] === true
  const reasons = typeof file.quality['says'] === 'string' ? file.quality['says'] : ''
  return (
    <>
      <p class="caption">{props.label}</p>
      <h1>{doubtful ? say('photo.doubtful') : say('photo.good')}</h1>
      {doubtful && <Notice kind="warn" title={reasons} />}
      {file.mediaType.startsWith('image/') && <img class="thumb" src={`/ho-so/giay/${file.paperId}`} alt={say('photo.alt', { file: file.fileName })} />}
      <div class="buttons">
        {doubtful && <Form action={`${props.path}/bo`} hidden={{ ...props.fields, paper: file.paperId }} class="form-inline"><Button act="take-again" icon="camera">{say('photo.again')}</Button></Form>}
        <ButtonLink kind={doubtful ? 'secondary' : 'primary'} href={props.path} act="keep-photo">{doubtful ? say('photo.keep') : say('photo.continue')}</ButtonLink>
      </div>
      {doubtful && <p class="hint">{say('photo.keep-note')}</p>}
    </>
  )
}
