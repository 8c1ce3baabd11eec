import { exportResults, outcomes, publishResults, readResults, type Results } from '../../data-ecosystem/linkage/index.ts'
import { formatDateVi, formatInstantVi, parseDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, DataTable, DateField, Form, Notice, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { count, idOf, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { listPath } from './list-words.tsx'
import { OutcomeCount } from './result-lines.tsx'
import { intervalOf } from './review-runs.tsx'
import { reviewStrings } from './review-strings.ts'

interface Typed {
  readonly agreement: string
  readonly day: string
  readonly month: string
  readonly year: string
}

/** D-07: what came of the list, how far it can be relied on, and what was handed out. */
export function ResultsPage(props: { results: Results; typed: Typed; lang: Lang }) {
  const { results: { run, list, outcomes: of, waiting, publishedAt, automaticPrecision, readPrecision, exports, mayExport }, typed, lang } = props
  const say = reviewStrings.in(lang)
  const sum = outcomes.reduce((all, name) => all + of[name], 0)
  const share = (found: Results['automaticPrecision']): string => (found ? say('results.precision-text', intervalOf(found, lang)) : say('results.no-sample'))
  return (
    <>
      <p class="caption">{list.title}</p>
      <h1>{say('results.title')}</h1>
      <DataTable caption={say('results.caption')} rows={outcomes.map((name) => ({ name, n: of[name] }))} columns={[
        { header: say('results.what'), rowHeader: true, cell: (row) => say(`results.${row.name}`) }, { header: say('results.lines'), align: 'num', cell: (row) => <OutcomeCount runId={run.runId} outcome={row.name} n={row.n} lang={lang} /> },
      ]} />
      <p class="hint">{say(sum === list.counts.lines ? 'results.sum-whole' : 'results.sum', { n: count(sum) })}</p>
      <CheckAnswers title={say('results.trust')} answers={[{ label: say('results.automatic-precision'), value: share(automaticPrecision) }, { label: say('results.read-precision'), value: share(readPrecision) }]} />
      {publishedAt
        ? <Notice kind="success" title={say('results.published', { when: formatInstantVi(publishedAt) })}><p><a href={`/dl/sai-lech/${list.listId}`}>{say('results.discrepancies')}</a></p></Notice>
        : waiting > 0
          ? <Notice kind="info" title={say('results.waiting', { n: count(waiting) })}><div class="buttons"><ButtonLink act="read-on" href={`/dl/duyet/${run.runId}`}>{say('results.read-on')}</ButtonLink></div></Notice>
          : <Form action={`/dl/ket-qua/${run.runId}/chot`} label={say('results.publish')}><p>{say('results.publish-text')}</p><div class="buttons"><Button act="publish">{say('results.publish')}</Button></div></Form>}
      {mayExport && (
        <section>
          <h2>{say('results.export')}</h2>
          {publishedAt === null
            ? <p>{say('results.export-later')}</p>
            : (
              <Form action={`/dl/ket-qua/${run.runId}/trich`} class="narrow-form" label={say('results.export')}>
                <p>{say('results.export-text')}</p>
                <TextField name="agreement" label={say('results.agreement')} hint={say('results.agreement-hint')} value={typed.agreement} maxlength={200} />
                <DateField name="expires" label={say('results.expires')} hint={say('results.expires-hint', { day: formatDateVi(list.retainUntil) })} value={typed} />
                <div class="buttons"><Button kind="secondary" act="export" icon="download">{say('results.send-export')}</Button></div>
              </Form>
            )}
          <h2>{say('results.exports')}</h2>
          {exports.length === 0 ? <p class="muted">{say('results.no-exports')}</p> : <ul class="plain-list">{exports.map((each) => <li>{say('results.export-line', { when: formatInstantVi(each.at), n: count(each.rows), agreement: each.agreement, day: formatDateVi(each.expiresOn), hash: each.sha256.slice(0, 16) })}</li>)}</ul>}
        </section>
      )}
    </>
  )
}

async function resultsPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const results = await readResults(ctx, idOf(req, 'run'))
  const typed = { agreement: req.form.get('agreement'), day: req.form.get('expires.day'), month: req.form.get('expires.month'), year: req.form.get('expires.year') }
  return stewardPage(ctx, req, { title: reviewStrings.t(req.lang, 'results.title'), screen: 'D-07', path: `/dl/ket-qua/${results.run.runId}`, back: { href: listPath(results.list.listId), label: results.list.title }, errors }, <ResultsPage results={results} typed={typed} lang={req.lang} />, status)
}

export const resultsRoute = pageRoute({ method: 'GET', url: '/dl/ket-qua/:run', access: stewardAccess, purpose: listPurpose, handler: (ctx, req) => resultsPage(ctx, req) })

export const publishRoute = pageRoute({
  method: 'POST', url: '/dl/ket-qua/:run/chot', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const runId = idOf(req, 'run')
    await publishResults(ctx, runId)
    return { redirect: `/dl/ket-qua/${runId}` }
  },
  onRefusal(ctx, req, refusal) {
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    return resultsPage(ctx, req, errorsOf(refusal), refusal.status)
  },
})

export const exportRoute = pageRoute({
  method: 'POST', url: '/dl/ket-qua/:run/trich', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const { form } = req
    const expiresOn = parseDateVi({ d: form.get('expires.day'), m: form.get('expires.month'), y: form.get('expires.year') }) ?? ''
    const { filename, text } = await exportResults(ctx, { runId: idOf(req, 'run'), agreement: form.get('agreement'), expiresOn })
    return { bytes: Buffer.from(text, 'utf8'), type: 'text/csv; charset=utf-8', filename }
  },
  onRefusal(ctx, req, refusal) {
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    return resultsPage(ctx, req, errorsOf(refusal), refusal.status)
  },
})
