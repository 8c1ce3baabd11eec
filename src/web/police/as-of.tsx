import { factFields, readPerson, readPersonAsOf, type FactField, type PersonFacts } from '../../foundations/population/index.ts'
import { residencesAsOf, type Residence } from '../../foundations/residence/index.ts'
import { formatDateVi, instantOfLocal, parseDateVi, addDays } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DataTable, DateField, Form, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { askReason } from './choose-reason.tsx'
import { factWords, fieldWord } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { personOf } from './person.tsx'
import { personStrings } from './person-strings.ts'
import { purposeFor } from './reasons.ts'

interface Typed { readonly day: string; readonly month: string; readonly year: string }

export interface AsOfModel {
  readonly personId: string
  readonly name: string
  readonly on: PlainDate | null
  readonly known: PlainDate | null
  readonly typed: { readonly on: Typed; readonly known: Typed }
  readonly before: { readonly facts: PersonFacts | undefined; readonly residences: readonly Residence[] } | null
  readonly now: { readonly facts: PersonFacts; readonly residences: readonly Residence[] }
  readonly today: PlainDate
}

/** P-05: what was true on a day, as known now or before, beside what is known now. Two questions, two boxes. */
export function AsOf(props: AsOfModel & { lang: Lang }) {
  const { lang, on, known, before } = props
  const say = personStrings.in(lang)
  return (
    <>
      <h1>{on === null ? props.name : say('asof.heading', { name: props.name, date: formatDateVi(on) })}</h1>
      <Form action={`/dc/nguoi/${props.personId}/luc`} method="get" class="narrow-form" label={say('asof.title')}>
        <DateField name="ngay" label={say('asof.choose')} hint={say('asof.choose-hint')} value={props.typed.on} />
        <DateField name="biet" label={say('asof.known')} hint={say('asof.known-hint')} optional value={props.typed.known} />
        <div class="buttons"><Button act="show-as-of">{say('asof.do')}</Button></div>
      </Form>
      {before !== null && on !== null && (before.facts === undefined ? <Notice kind="info" title={say('asof.nothing')} live /> : (
        <DataTable caption={known === null ? say('asof.caption', { date: formatDateVi(on) }) : say('asof.caption-known', { date: formatDateVi(on), known: formatDateVi(known) })} rows={rowsOf(props, before.facts, before.residences)} columns={[
          { header: say('asof.field'), rowHeader: true, cell: (row) => row.label },
          { header: say('asof.then'), cell: (row) => row.before ?? <span class="muted">{say('asof.none')}</span> },
          { header: say('asof.now'), cell: (row) => row.now ?? <span class="muted">{say('asof.none')}</span> },
          { header: say('compare.verdict'), cell: (row) => (row.before === row.now ? <span class="muted">{say('asof.same')}</span> : <StatusTag tone="todo">{say('asof.differs')}</StatusTag>) },
        ]} />
      ))}
    </>
  )
}

function rowsOf(props: AsOfModel & { lang: Lang }, facts: PersonFacts, residences: readonly Residence[]): { label: string; before: string | null; now: string | null }[] {
  const { lang, today } = props
  const say = personStrings.in(lang)
  const place = (list: readonly Residence[], kind: Residence['kind']): string | null => list.find((each) => each.kind === kind)?.address.text ?? null
  return [
    ...factFields.map((field: FactField) => ({ label: fieldWord(field, lang), before: factWords(field, facts[field], today, lang), now: factWords(field, props.now.facts[field], today, lang) })),
    ...(['permanent', 'temporary', 'current'] as const).map((kind) => ({ label: say(`residence.${kind}`), before: place(residences, kind), now: place(props.now.residences, kind) })),
  ].filter((row) => row.before !== null || row.now !== null)
}

const typedOf = (req: PageRequest, name: string): Typed => ({ day: req.query[`${name}.day`] ?? '', month: req.query[`${name}.month`] ?? '', year: req.query[`${name}.year`] ?? '' })

/** undefined: typed, but no day; null: nothing typed. */
function dayOf({ day: d, month: m, year: y }: Typed, today: PlainDate): PlainDate | null | undefined {
  if (`${d}${m}${y}`.trim() === '') return null
  const date = parseDateVi({ d, m, y })
  return date === null || date > today ? undefined : date
}

export const asOfRoute = pageRoute({
  method: 'GET', url: '/dc/nguoi/:person/luc', access: policeAccess, purpose: purposeFor,
  async handler(ctx, req) {
    return (await askReason(ctx, req)) ?? asOfPage(ctx, req, personOf(req))
  },
})

async function asOfPage(ctx: Ctx, req: PageRequest, personId: string): Promise<PageReply> {
  const typed = { on: typedOf(req, 'ngay'), known: typedOf(req, 'biet') }
  const [on, known] = [dayOf(typed.on, ctx.today), dayOf(typed.known, ctx.today)]
  const wrong = { vi: personStrings.vi['asof.wrong'], en: personStrings.en['asof.wrong'] }
  const asked = req.query['ngay.year'] !== undefined
  const errors: FieldError[] = [...(on === undefined || (asked && on === null) ? [{ field: 'ngay', ...wrong }] : []), ...(known === undefined ? [{ field: 'biet', ...wrong }] : [])]
  const facts = await readPerson(ctx, personId, factFields)
  const now = { facts, residences: await residencesAsOf(ctx, personId, { true: ctx.today }) }
  // "As the books stood on that day" means at its end.
  const moment = known ? { known: instantOfLocal(addDays(known, 1), '00:00') } : {}
  const before = on && known !== undefined ? { facts: await readPersonAsOf(ctx, personId, factFields, { true: on, ...moment }), residences: await residencesAsOf(ctx, personId, { true: on, ...moment }) } : null
  const model: AsOfModel = { personId, name: facts.fullName, on: on ?? null, known: known ?? null, typed, before: before as AsOfModel['before'], now, today: ctx.today }
  return policePage(ctx, req, { title: personStrings.t(req.lang, 'asof.title'), screen: 'P-05', errors, back: { href: `/dc/nguoi/${personId}`, label: facts.fullName } }, <AsOf {...model} lang={req.lang} />, errors.length > 0 ? 422 : undefined)
}
