import { dropList, problemText, readList, type ListEvent, type MatchingList, type OpenedList } from '../../data-ecosystem/linkage/index.ts'
import { formatDateVi, formatInstantVi, todayAt } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, Form, Notice, Timeline, type Answer, type Lang } from '../kit/index.ts'
import { count, idOf, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { kindWord, listPath, ListState } from './list-words.tsx'
import { RunsOf } from './run-parts.tsx'
import { stewardStrings } from './strings.ts'

/** One list: where it stands, what comes next, and its life. */
export function ListPage(props: OpenedList & { lang: Lang }) {
  const { list, runs, events, lang } = props
  const say = stewardStrings.in(lang)
  return (
    <>
      <h1>{list.title}</h1>
      <p><ListState list={list} lang={lang} /></p>
      <Next list={list} lang={lang} />
      {runs.length > 0 && <RunsOf runs={runs} lang={lang} />}
      <CheckAnswers title={say('list.facts')} answers={factsOf(list, lang)} />
      <h2>{say('list.life')}</h2>
        <Timeline label={say('list.life')} events={events.toReversed().map((event) => ({ when: formatInstantVi(event.at), text: say(`event.${event.kind}`), detail: detailOf(event, lang), kind: event.kind === 'unreadable' || event.kind === 'run-failed' ? 'problem' as const : event.kind === 'linked' ? 'done' as const : 'event' as const }))} />
      {list.erasedAt === null && list.status !== 'cancelled' && (
        <details class="details details-box">
          <summary>{say('list.drop')}</summary>
          <div class="details-body">
            <p>{say('list.drop-text')}</p>
            <Form action={listPath(list.listId, 'bo')} hidden={{ version: String(list.version) }} label={say('list.drop')}><Button kind="danger" act="drop-list">{say('list.drop')}</Button></Form>
          </div>
        </details>
      )}
    </>
  )
}

function Next(props: { list: MatchingList; lang: Lang }) {
  const { list, lang } = props
  const say = stewardStrings.in(lang)
  if (list.problem && list.task === null) return <Notice kind="error" title={say('list.unreadable')}><p>{problemText(list.problem.code, lang, list.problem.vars)}</p><p><a href="/dl/tai">{say('home.upload')}</a></p></Notice>
  if (list.erasedAt) return <Notice kind="info" title={say('list.erased', { day: formatDateVi(todayAt(list.erasedAt)) })}><p>{say('list.erased-text')}</p></Notice>
  if (list.task) {
    return (
      <Notice kind="info" title={say(list.task === 'open' ? 'list.opening' : 'list.checking')} live>
        <p>{say('list.opening-text')}</p>
        <div class="buttons"><ButtonLink kind="secondary" act="refresh" href={listPath(list.listId)}>{say('list.refresh')}</ButtonLink></div>
      </Notice>
    )
  }
  if (list.status === 'cancelled' || list.status === 'closed') return null
  return (
    <div class="buttons">
      {list.status === 'uploaded' && <ButtonLink act="columns" href={listPath(list.listId, 'cot')}>{say('list.to-columns')}</ButtonLink>}
      {(list.status === 'checked' || list.status === 'linked') && <ButtonLink act="check" kind={list.status === 'checked' ? 'primary' : 'secondary'} href={listPath(list.listId, 'kiem-tra')}>{say('list.to-check')}</ButtonLink>}
      {(list.status === 'checked' || list.status === 'linked') && <ButtonLink act="run" kind={list.status === 'linked' ? 'primary' : 'secondary'} href={listPath(list.listId, 'doi-khop')}>{say('list.to-run')}</ButtonLink>}
      {list.status === 'checked' && <ButtonLink act="columns" kind="secondary" href={listPath(list.listId, 'cot')}>{say('list.to-columns')}</ButtonLink>}
    </div>
  )
}

function factsOf(list: MatchingList, lang: Lang): Answer[] {
  const say = stewardStrings.in(lang)
  const { layout } = list
  return [
    { label: say('list.kind'), value: kindWord(list.kind, lang) }, { label: say('list.purpose'), value: list.purpose }, { label: say('list.basis'), value: list.legalBasis }, { label: say('list.retain'), value: formatDateVi(list.retainUntil) },
    { label: say('list.file'), value: `${list.fileName}, ${count(Math.max(1, list.fileBytes / 1024))} kB` },
    ...(list.encoding ? [{ label: say('list.encoding'), value: list.encoding }] : []),
    ...(layout.sheet ? [{ label: say('list.sheet'), value: layout.sheet }] : []),
    ...(layout.headingLine ? [{ label: say('list.headings'), value: say('list.heading-line', { n: layout.headingLine }) }] : []),
    ...(layout.lines === undefined ? [] : [{ label: say('list.lines'), value: count(layout.lines) }]),
    { label: say('list.hash'), value: <code>{list.sha256}</code> },
  ]
}

/** Who, and the figures the step left. */
function detailOf({ actorKind, kind, detail }: ListEvent, lang: Lang): string {
  const say = stewardStrings.in(lang)
  const who = say(actorKind === 'system' ? 'event.by-program' : 'event.by-officer')
  const said = (name: string): number => Number(detail[name] ?? 0)
  if (kind === 'opened' || kind === 'error-file') return `${who} · ${say('list.lines')}: ${count(said('lines'))}`
  if (kind === 'checked') return `${who} · ${say('check.ok')}: ${count(said('ok'))} · ${say('check.fixable')}: ${count(said('fixable'))} · ${say('check.blocked')}: ${count(said('blocked'))}`
  if (kind === 'linked') return `${who} · ${say('outcome.linked')}: ${count(said('automatic'))} · ${say('outcome.review')}: ${count(said('review'))} · ${say('outcome.notFound')}: ${count(said('reject'))}`
  if (kind === 'erased') return `${who} · ${say('list.lines')}: ${count(said('rows'))}`
  return who
}

export const listRoute = pageRoute({
  method: 'GET', url: '/dl/danh-sach/:list', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const opened = await readList(ctx, idOf(req, 'list'))
    return stewardPage(ctx, req, { title: opened.list.title, screen: 'D-02-list', back: { href: '/dl', label: stewardStrings.t(req.lang, 'home.title') } }, <ListPage {...opened} lang={req.lang} />)
  },
})

export const dropListRoute = pageRoute({
  method: 'POST', url: '/dl/danh-sach/:list/bo', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const listId = idOf(req, 'list')
    await dropList(ctx, { listId, version: req.form.whole('version') })
    return { redirect: listPath(listId) }
  },
})
