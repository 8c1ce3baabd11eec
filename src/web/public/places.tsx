import { areaAsOf, fullAreaName, searchAreas, type AreaHit } from '../../foundations/areas/index.ts'
import { listOrganisations, type Organisation } from '../../foundations/organisations/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Button, Form, Notice, TextField, WorklistCard, type Lang } from '../kit/index.ts'
import { page } from './frame.ts'
import { helpStrings } from './help-strings.ts'
import { frameStrings } from './strings.ts'

export interface PlacesModel {
  readonly query: string
  readonly hits: readonly AreaHit[]
  readonly area: string | null
  readonly counters: readonly Pick<Organisation, 'name' | 'address' | 'phone'>[]
}

/** G-08, the list half: offices of a commune, found by its old name too. */
export function Places(props: PlacesModel & { lang: Lang }) {
  const { query, hits, area, counters, lang } = props
  const say = helpStrings.in(lang)
  return (
    <>
      <h1>{say('places.heading')}</h1>
      <Form action="/noi-lam" method="get" label={say('places.title')}>
        <TextField name="q" maxlength={200} label={say('places.query')} hint={say('places.hint')} type="search" value={query} />
        <Button act="search-place" icon="search">{say('places.do')}</Button>
      </Form>
      {area === null && hits.length > 0 && (
        <><h2>{say('places.choose')}</h2><ul class="prose-list">{hits.map((hit) => <li><a href={`/noi-lam?xa=${hit.area.code}`}>{hit.fullName}</a>{hit.via && <span class="hint"> ({hit.via.fullName})</span>}</li>)}</ul></>
      )}
      {area !== null && counters.length > 0 && (
        <><h2>{say('places.found', { area })}</h2><p class="hint">{say('places.hours')}</p>
          <div class="cards">{counters.map((counter) => <WorklistCard level={3} title={counter.name} lines={[counter.address ?? say('places.no-address'), ...(counter.phone ? [<a href={`tel:${counter.phone.replace(/\D/g, '')}`}>{counter.phone}</a>] : [])]} />)}</div></>
      )}
      {query !== '' && hits.length === 0 && <Notice kind="warn" title={say('places.none', { query })} live><p>{say('places.none-text')}</p></Notice>}
      {area !== null && counters.length === 0 && <Notice kind="warn" title={say('places.none', { query: area })} live><p>{say('places.none-text')}</p></Notice>}
    </>
  )
}

const receiving = new Set(['commune-committee', 'commune-police', 'service-centre', 'insurance-office'])

export const placesRoute = pageRoute({
  method: 'GET', url: '/noi-lam', access: 'public', purpose: { code: 'public-page', basis: 'Luật Tiếp cận thông tin 2016' },
  async handler(ctx, req) {
    const query = (req.query['q'] ?? '').trim().slice(0, 80)
    const hits = query === '' ? [] : searchAreas(query, { on: ctx.today, level: 'commune', limit: 8 })
    const code = req.query['xa'] ?? (hits.length === 1 ? hits[0]!.area.code : undefined)
    const area = code === undefined ? undefined : areaAsOf(code, ctx.today)
    const counters = area ? (await listOrganisations(ctx, { on: ctx.today, areaCode: area.code })).filter((each) => receiving.has(each.kind)) : []
    const model: PlacesModel = { query, hits, area: area ? fullAreaName(area.code, ctx.today) : null, counters }
    return page(req, { title: helpStrings.t(req.lang, 'places.title'), screen: 'G-08', back: { href: '/', label: frameStrings.t(req.lang, 'back.home') } }, <Places {...model} lang={req.lang} />)
  },
})
