import { addReason, askedAbout, giveReason, ownReading, ownReadings, type OwnReadings } from '../../foundations/oversight/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { addDays, formatDateVi, isPlainDate } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, EmptyState, Form, Icon, Notice, StatusTag, TextArea, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { everyRole, workPage } from './frame.ts'
import { oversightStrings } from './oversight-strings.ts'
import { ReadingLines } from './reading-lines.tsx'
import { refuse } from './refusals.ts'

const purpose: Purpose = { code: 'own-readings', basis: 'Luật 91/2025/QH15', text: 'Cán bộ xem lại lượt xem của mình' }
const access = { officer: everyRole }
const home = '/lam-viec/luot-xem-cua-toi'

/** P-22: the same readings people see, from the other side; a missing reason is added here. */
export function MyReadings(props: { own: OwnReadings; today: PlainDate; saved: boolean; lang: Lang }) {
  const { own, today, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <h1>{say('own.heading')}</h1>
      {props.saved && <Notice kind="success" title={say('own.saved')} live />}
      <p>{say('own.lead')}</p>
      {own.asked.some((each) => each.closedAt === null) && (
        <section class="stack">
          <h2>{say('own.asked')}</h2>
          {own.asked.filter((each) => each.closedAt === null).map((each) => (
            <div class="card">
              <p class="subject"><strong>{each.words[lang]}</strong> <StatusTag tone={each.reasonAt ? 'known' : each.answerBy < today ? 'problem' : 'todo'}>{each.reasonAt ? say('own.answered') : say('own.answer-by', { day: formatDateVi(each.answerBy) })}</StatusTag></p>
              <p>{formatDateVi(each.day)}{each.question && ` · «${each.question}»`}</p>
              {each.reasonAt === null && <p><a href={`${home}/hoi/${each.findingId}`}>{say('own.answer')}</a></p>}
            </div>
          ))}
        </section>
      )}
      <h2>{say('own.day', { day: formatDateVi(own.day), n: own.lines.length, missing: own.withoutReason })}</h2>
      <p class="row-actions">
        <a class="link-plain" href={`${home}?ngay=${addDays(own.day, -1)}`}><Icon name="arrow-left" size="small" /> {say('own.before')}</a>
        {own.day < today && <a class="link-plain" href={`${home}?ngay=${addDays(own.day, 1)}`}>{say('own.after')} <Icon name="arrow-right" size="small" /></a>}
      </p>
      <ReadingLines lines={own.lines} caption={say('own.caption')} addReason lang={lang} empty={<EmptyState icon="eye" title={say('own.empty')}><p>{say('own.empty-text')}</p></EmptyState>} />
    </>
  )
}

export const myReadingsRoute = pageRoute({
  method: 'GET', url: home, access, purpose,
  async handler(ctx, req) {
    const asked = req.query['ngay'] ?? ''
    const own = await ownReadings(ctx, isPlainDate(asked) && asked <= ctx.today ? asked : ctx.today)
    return workPage(ctx, req, { title: oversightStrings.t(req.lang, 'own.title'), screen: 'P-22' }, <MyReadings own={own} today={ctx.today} saved={req.query['xong'] !== undefined} lang={req.lang} />)
  },
})

function ReasonForm(props: { action: string; heading: string; send: string; text: string; lang: Lang }) {
  const say = oversightStrings.in(props.lang)
  return (
    <>
      <h1>{props.heading}</h1>
      <Form action={props.action} command={newId()} class="narrow-form" label={props.heading}>
        <TextArea name="text" label={say('own.text')} hint={say('own.text-hint')} value={props.text} rows={4} maxlength={2000} />
        <div class="buttons"><Button act="give-reason" shortcut="F10">{props.send}</Button></div>
      </Form>
    </>
  )
}

const idOf = (req: PageRequest, name: string): string => (isId(req.params[name] ?? '') ? req.params[name]! : refuse('officer.case-unknown'))
const backTo = (req: PageRequest) => ({ href: home, label: oversightStrings.t(req.lang, 'own.title') })

async function addPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = oversightStrings.in(req.lang)
  const line = await ownReading(ctx, idOf(req, 'log'))
  const form = <><ReasonForm action={`${home}/${line.logId}`} heading={say('own.add-title')} send={say('own.save')} text={req.form.get('text')} lang={req.lang} /><ReadingLines lines={[line]} caption={say('own.caption')} lang={req.lang} /></>
  return workPage(ctx, req, { title: say('own.add-title'), screen: 'P-22-reason', errors, back: backTo(req) }, form, status)
}

export const addReasonPageRoute = pageRoute({ method: 'GET', url: `${home}/:log`, access, purpose, handler: (ctx, req) => addPage(ctx, req) })

export const addReasonRoute = pageRoute({
  method: 'POST', url: `${home}/:log`, access, purpose,
  async handler(ctx, req) {
    await addReason(ctx, idOf(req, 'log'), req.form.get('text'))
    return { redirect: `${home}?xong=1` }
  },
  onRefusal: (ctx, req, refusal) => addPage(ctx, req, errorsOf(refusal), refusal.status),
})

async function questionPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = oversightStrings.in(req.lang)
  const found = await askedAbout(ctx, idOf(req, 'finding'))
  const body = (
    <>
      <ReasonForm action={`${home}/hoi/${found.findingId}`} heading={found.words[req.lang]} send={say('own.send')} text={req.form.get('text')} lang={req.lang} />
      {found.question && <p class="letter-text">«{found.question}»</p>}
      <ReadingLines lines={found.lines} caption={say('odd.lines', { n: found.lines.length })} lang={req.lang} />
    </>
  )
  return workPage(ctx, req, { title: say('own.question-title'), screen: 'P-22-question', errors, back: backTo(req) }, body, status)
}

export const questionRoute = pageRoute({ method: 'GET', url: `${home}/hoi/:finding`, access, purpose, handler: (ctx, req) => questionPage(ctx, req) })

export const giveReasonRoute = pageRoute({
  method: 'POST', url: `${home}/hoi/:finding`, access, purpose,
  async handler(ctx, req) {
    await giveReason(ctx, idOf(req, 'finding'), req.form.get('text'))
    return { redirect: `${home}?xong=1` }
  },
  onRefusal: (ctx, req, refusal) => questionPage(ctx, req, errorsOf(refusal), refusal.status),
})
