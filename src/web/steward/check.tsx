import { confirmMapping, errorParts, fixes, lineErrors, lineFixes, problemText, readReport, takeErrorFile, type MatchingList, type ProblemExamples } from '../../data-ecosystem/linkage/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, Checkboxes, DataTable, EmptyState, Form, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { count, idOf, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { refuse } from './refusals.ts'
import { listPath } from './list-words.tsx'
import { stewardStrings } from './strings.ts'

const kindOf = (code: string): 'error' | 'fix' | 'warning' => (code in lineErrors ? 'error' : code in lineFixes ? 'fix' : 'warning')
const tones = { error: 'problem', warning: 'todo', fix: 'known' } as const

/** D-04: lines by state, what was found with masked examples, corrections to keep or decline, the file of errors. */
export function Check(props: { list: MatchingList; problems: readonly ProblemExamples[]; lang: Lang }) {
  const { list, problems, lang } = props
  const say = stewardStrings.in(lang)
  const { lines = 0, ok = 0, fixable = 0, blocked = 0 } = list.counts
  const made = fixes.filter((fix) => (list.counts.problems?.[fix] ?? 0) > 0 || list.mapping?.declined.includes(fix))
  return (
    <>
      <h1>{say('check.title')}</h1>
      <dl class="police-figures">
        {([['check.ok', ok], ['check.fixable', fixable], ['check.blocked', blocked]] as const).map(([word, n]) => <div><dt>{say(word)}</dt><dd>{count(n)}</dd></div>)}
      </dl>
      <p class="hint">{say('check.of', { n: count(lines), ok: count(ok), fixable: count(fixable), blocked: count(blocked) })}</p>
      {ok + fixable === 0 ? <Notice kind="error" title={say('check.nothing')} /> : list.erasedAt === null && <div class="buttons"><ButtonLink act="go-on" href={listPath(list.listId, 'doi-khop')}>{say('check.go-on')}</ButtonLink></div>}
      <DataTable caption={say('check.caption')} rows={problems} empty={<EmptyState title={say('check.clean')}><p>{say('check.clean-text')}</p></EmptyState>} columns={[
        { header: say('check.what'), rowHeader: true, cell: ({ code }) => <><StatusTag tone={tones[kindOf(code)]}>{say(`check.kind-${kindOf(code)}`)}</StatusTag> {problemText(code, lang)}</> },
        { header: say('check.how-many'), align: 'num', cell: (each) => count(each.lines) },
        { header: say('check.examples'), cell: ({ examples }) => <ul class="plain-list">{examples.map(({ rowNo, shown }) => <li>{say('check.line', { n: rowNo, value: shown === '' ? '–' : shown })}</li>)}</ul> },
      ]} />
      {list.erasedAt === null && problems.length > 0 && (
        <>
          <p>{say('check.error-file-text')}</p>
          {Array.from({ length: errorParts(list) }, (_, i) => i + 1).map((part) => {
            const words = errorParts(list) > 1 ? say('check.error-part', { n: part, total: errorParts(list) }) : say('check.error-file')
            return <Form action={listPath(list.listId, 'tep-loi')} hidden={{ part: String(part) }} label={words}><Button kind="secondary" act={`error-file-${part}`} icon="download">{words}</Button></Form>
          })}
        </>
      )}
      {list.status === 'checked' && made.length > 0 && (
        <Form action={listPath(list.listId, 'kiem-tra')} hidden={{ version: String(list.version) }} label={say('check.fixes')}>
          <Checkboxes name="fix" label={say('check.fixes')} hint={say('check.fixes-hint')} values={made.filter((fix) => !list.mapping?.declined.includes(fix))} options={made.map((fix) => ({ value: fix, label: problemText(fix, lang) }))} />
          <Button kind="secondary" act="apply-fixes">{say('check.apply')}</Button>
        </Form>
      )}
    </>
  )
}

export const checkRoute = pageRoute({
  method: 'GET', url: '/dl/danh-sach/:list/kiem-tra', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const { list, problems } = await readReport(ctx, idOf(req, 'list'))
    if (list.task || (list.status !== 'checked' && list.status !== 'linked' && list.status !== 'closed')) return { redirect: listPath(list.listId) }
    return stewardPage(ctx, req, { title: stewardStrings.t(req.lang, 'check.title'), screen: 'D-04', path: listPath(list.listId, 'kiem-tra'), back: { href: listPath(list.listId), label: list.title } }, <Check list={list} problems={problems} lang={req.lang} />)
  },
})

export const applyFixesRoute = pageRoute({
  method: 'POST', url: '/dl/danh-sach/:list/kiem-tra', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const { list } = await readReport(ctx, idOf(req, 'list'))
    if (!list.mapping) refuse('steward.unknown')
    const shown = fixes.filter((fix) => (list.counts.problems?.[fix] ?? 0) > 0 || list.mapping!.declined.includes(fix))
    const kept = req.form.all('fix')
    await confirmMapping(ctx, { listId: list.listId, version: req.form.whole('version'), mapping: { ...list.mapping, declined: shown.filter((fix) => !kept.includes(fix)) } })
    return { redirect: listPath(list.listId) }
  },
})

export const errorFileRoute = pageRoute({
  method: 'POST', url: '/dl/danh-sach/:list/tep-loi', access: stewardAccess, purpose: listPurpose, rateLimit: { key: 'session', max: 60, perSeconds: 3_600 },
  async handler(ctx, req) {
    const part = req.form.get('part')
    const { name, text } = await takeErrorFile(ctx, idOf(req, 'list'), /^[1-9]\d{0,3}$/.test(part) ? Number(part) : 1)
    return { bytes: Buffer.from(text, 'utf8'), type: 'text/csv; charset=utf-8', filename: name }
  },
})
