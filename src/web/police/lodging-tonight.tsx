import { lodgingTonight, missingReporters, type LodgedGuest, type MissingReporter } from '../../foundations/residence/index.ts'
import { formatDateVi, parseDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { OfficerActor, PlainDate, Purpose } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Button, DataTable, DateField, EmptyState, Form, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { whenWords } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { lodgingStrings } from './lodging-strings.ts'

const purpose: Purpose = { code: 'lodging-check', basis: 'Luật Cư trú 2020, đ.30', text: 'Kiểm tra thông báo lưu trú' }

export interface TonightModel {
  readonly night: PlainDate
  readonly guests: readonly LodgedGuest[]
  readonly more: boolean
  readonly missing: readonly MissingReporter[]
  readonly typed: { readonly day: string; readonly month: string; readonly year: string }
}

/** P-20: who stays the night, by place; late and offline notices are marked, and who usually tells and has not. */
export function Tonight(props: TonightModel & { lang: Lang }) {
  const { guests, missing, lang } = props
  const say = lodgingStrings.in(lang)
  return (
    <>
      <h1>{say('heading', { date: formatDateVi(props.night) })}</h1>
      <p class="lead">{say('lead')}</p>
      {props.more && <Notice kind="warn" title={say('more')} />}
      <DataTable caption={say('caption', { n: guests.length })} rows={guests} rowClass={(each) => (each.late ? 'row-late' : undefined)} empty={<EmptyState icon="home" title={say('empty')}><p>{say('empty-text')}</p></EmptyState>} columns={[
        { header: say('who'), rowHeader: true, cell: (each) => (each.personId ? <a href={`/dc/nguoi/${each.personId}`}>{each.fullName}</a> : <>{each.fullName} <span class="hint">({say('unknown')})</span></>) },
        { header: say('where'), cell: (each) => [each.host.name ?? say('household'), each.host.address.detail, each.room ?? ''].filter((part) => part !== '').join(', ') },
        { header: say('paper'), cell: (each) => say(`doc.${each.docKind}`) },
        { header: say('when'), cell: (each) => whenWords(each.arriveAt) },
        { header: say('leaves'), cell: (each) => formatDateVi(each.leavesOn) },
        { header: say('why'), cell: (each) => each.reasonText },
        { header: say('told'), cell: (each) => <>{each.late ? <StatusTag tone="problem" icon="clock">{say('late')}</StatusTag> : <StatusTag tone="known">{say('on-time')}</StatusTag>}{each.channel !== 'quick' && <span class="hint"> {say(each.channel)}</span>}</> },
      ]} />
      {missing.length > 0 && (
        <DataTable caption={say('missing', { n: missing.length })} rows={missing} columns={[
          { header: say('place'), rowHeader: true, cell: (each) => each.name }, { header: say('where'), cell: (each) => each.address.detail },
          { header: say('usual'), cell: (each) => say('usual-n', { n: each.usualNights }) }, { header: say('last'), cell: (each) => whenWords(each.lastReportedAt) },
        ]} />
      )}
      <Form action="/dc/luu-tru" method="get" class="narrow-form" label={say('night')}>
        <DateField name="dem" label={say('night')} value={props.typed} />
        <div class="buttons"><Button kind="secondary" act="lodging-night">{say('show')}</Button></div>
      </Form>
    </>
  )
}

export const lodgingTonightRoute = pageRoute({
  method: 'GET', url: '/dc/luu-tru', access: policeAccess, purpose,
  async handler(ctx, req) {
    const typed = { day: req.query['dem.day'] ?? '', month: req.query['dem.month'] ?? '', year: req.query['dem.year'] ?? '' }
    const asked = `${typed.day}${typed.month}${typed.year}`.trim() !== ''
    const parsed = asked ? parseDateVi({ d: typed.day, m: typed.month, y: typed.year }) : ctx.today
    const night = parsed ?? ctx.today
    const errors: FieldError[] = parsed === null ? [{ field: 'dem', vi: lodgingStrings.vi['wrong'], en: lodgingStrings.en['wrong'] }] : []
    const { areas } = ctx.actor as OfficerActor
    const found = []
    const missing: MissingReporter[] = []
    for (const area of areas) {
      found.push(await lodgingTonight(ctx, { area, night }))
      missing.push(...(await missingReporters(ctx, { area, night })))
    }
    const model: TonightModel = { night, guests: found.flatMap((each) => each.guests), more: found.some((each) => each.more), missing, typed }
    return policePage(ctx, req, { title: lodgingStrings.t(req.lang, 'title'), screen: 'P-20', errors, path: '/dc/luu-tru', back: { href: '/dc', label: lodgingStrings.t(req.lang, 'back') } }, <Tonight {...model} lang={req.lang} />, parsed === null ? 422 : undefined)
  },
})
