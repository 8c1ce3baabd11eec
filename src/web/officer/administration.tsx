import { listOrganisations, organisationKindWords, postsOf, type Organisation, type Post } from '../../foundations/organisations/index.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { installationMode } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { lanesOf, type LegalSource, type Service } from '../../public-services/catalogue/index.ts'
import { services } from '../../public-services/dossier/index.ts'
import { DataTable, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { adminStrings } from './admin-strings.ts'
import { workPage } from './frame.ts'

export interface AdministrationModel {
  readonly mode: string
  readonly bodies: readonly { readonly organisation: Organisation; readonly posts: readonly Post[] }[]
  readonly services: readonly Service[]
}

/** What this installation is made of, to be read: nothing is changed from here. */
export function Administration(props: AdministrationModel & { lang: Lang }) {
  const { bodies, lang } = props
  const say = adminStrings.in(lang)
  return (
    <>
      <h1>{say('admin.heading')}</h1>
      <Notice kind="info" title={say('admin.read-only')}><p>{say('admin.read-only-text')}</p></Notice>
      <h2>{say('admin.installation')}</h2>
      <p><StatusTag tone={props.mode === 'demo' ? 'todo' : 'known'} icon={props.mode === 'demo' ? 'info' : 'check'}>{say(props.mode === 'demo' ? 'admin.demo' : 'admin.production')}</StatusTag></p>
      <h2>{say('admin.bodies')}</h2>
      <DataTable caption={say('admin.bodies-caption', { n: bodies.length })} rows={bodies} columns={[
        { header: say('admin.body'), rowHeader: true, cell: ({ organisation }) => organisation.name },
        { header: say('admin.unit-code'), cell: ({ organisation }) => organisation.unitCode },
        { header: say('admin.kind'), cell: ({ organisation }) => organisationKindWords[organisation.kind] },
        { header: say('admin.posts'), cell: ({ posts }) => (posts.length === 0 ? '–' : <ul class="plain-list">{posts.map((post) => <li>{post.title} <span class="hint">({say('admin.since', { date: formatDateVi(post.from) })})</span></li>)}</ul>) },
      ]} />
      <h2>{say('admin.services')}</h2>
      <p>{say('admin.services-text')}</p>
      {props.services.map((service) => <ServiceRules service={service} lang={lang} />)}
    </>
  )
}

interface DatedRule { readonly what: string; readonly source: LegalSource }

/** Everything in a procedure that was not compared with the text itself: sources, clocks, defects, grounds, rules. */
function unsureRules(service: Service, lang: Lang): DatedRule[] {
  const say = adminStrings.in(lang)
  const all: DatedRule[] = [
    ...service.legal.map((source) => ({ what: say('rule.source'), source })),
    ...lanesOf(service).flatMap((lane) => [
      ...lane.clock.map((rule) => ({ what: `${say('rule.clock')}: ${lane.title}`, source: rule.basis })),
      ...Object.values(lane.steps).flatMap((state) => (state.kind === 'step' || state.kind === 'citizen' ? [{ what: `${say('rule.step')}: ${lane.title}, ${state.name}`, source: state.within.basis }] : [])),
      ...lane.defects.flatMap((defect) => (defect.basis ? [{ what: `${say('rule.defect')}: ${defect.label}`, source: defect.basis }] : [])),
      ...lane.grounds.map((ground) => ({ what: `${say('rule.ground')}: ${ground.label}`, source: ground.basis })),
      ...lane.rules.map((rule) => ({ what: `${say('rule.check')}: ${rule.title}`, source: rule.basis })),
    ]),
  ].filter(({ source }) => source.certainty !== 'sure')
  return [...new Map(all.map((rule) => [`${rule.what}|${rule.source.text}|${rule.source.article ?? ''}`, rule])).values()]
}

function ServiceRules(props: { service: Service; lang: Lang }) {
  const { service, lang } = props
  const say = adminStrings.in(lang)
  const rules = unsureRules(service, lang)
  return (
    <details class="details details-box">
      <summary>{service.name} · {service.code} · {say('admin.unsure-count', { n: rules.length })}</summary>
      <div class="details-body">
        <p class="hint">{say('admin.valid', { from: formatDateVi(service.validFrom) })}{service.validTo && ` ${say('admin.valid-to', { to: formatDateVi(service.validTo) })}`}</p>
        <DataTable caption={say('admin.unsure-caption')} rows={rows(rules)} empty={<p>{say('admin.unsure-none')}</p>} columns={[
          { header: say('admin.rule'), rowHeader: true, cell: (rule) => rule.what },
          { header: say('admin.source'), cell: ({ source }) => <>{[source.text, source.article].filter(Boolean).join(', ')}{source.note && <span class="hint"> {source.note}</span>}</> },
          { header: say('admin.certainty'), cell: ({ source }) => <StatusTag tone="todo" icon="question">{say(source.certainty === 'guess' ? 'admin.guess' : 'admin.likely')}</StatusTag> },
        ]} />
        {service.notes.length > 0 && <><h3>{say('admin.notes')}</h3><ul class="prose-list">{service.notes.map((note) => <li>{note.note ?? note.text} <span class="hint">({[note.text, note.article].filter(Boolean).join(', ')})</span></li>)}</ul></>}
      </div>
    </details>
  )
}

const rows = (rules: readonly DatedRule[]): readonly DatedRule[] => [...rules].sort((a, b) => (a.source.certainty === b.source.certainty ? 0 : a.source.certainty === 'guess' ? -1 : 1))

export const administrationRoute = pageRoute({
  method: 'GET', url: '/quan-tri', access: { officer: ['administrator'] }, purpose: { code: 'administration', basis: 'NĐ 118/2025/NĐ-CP', text: 'Xem cấu hình' },
  async handler(ctx, req) {
    const organisations = await listOrganisations(ctx, { on: ctx.today })
    const bodies = []
    for (const organisation of organisations.slice(0, 500)) bodies.push({ organisation, posts: await postsOf(ctx, organisation.id, ctx.today) })
    const model: AdministrationModel = { mode: (await installationMode(ctx.tx)) ?? 'demo', bodies, services: services(ctx.today).map((each) => each.service) }
    return workPage(ctx, req, { title: adminStrings.t(req.lang, 'admin.title'), screen: 'A-home' }, <Administration {...model} lang={req.lang} />)
  },
})
