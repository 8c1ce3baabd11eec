import { csvCell, freeColumns, kindOfList, listKinds, type ListKind } from '../../data-ecosystem/linkage/index.ts'
import { listRulesInForce } from '../../data-ecosystem/quality/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { CheckAnswers, StatusTag, type Lang } from '../kit/index.ts'
import { listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { refuse } from './refusals.ts'
import { stewardStrings } from './strings.ts'

interface Shown {
  readonly kind: ListKind
  readonly rules: readonly string[]
}

/** What each kind of list needs, what is judged of it, and by which law it is usually handed over. */
export function Kinds(props: { kinds: readonly Shown[]; lang: Lang }) {
  const { lang } = props
  const say = stewardStrings.in(lang)
  return (
    <>
      <h1>{say('kinds.title')}</h1>
      <p class="lead">{say('kinds.lead')}</p>
      {props.kinds.map(({ kind, rules }) => (
        <details class="details details-box">
          <summary>{kind.name[lang]}{kind.sensitive && <> <StatusTag tone="todo">{say('kinds.sensitive')}</StatusTag></>}</summary>
          <div class="details-body">
            <CheckAnswers answers={[
              { label: say('kinds.columns'), value: freeColumns.flatMap((name) => kind.columns[name]?.name[lang] ?? []).join(', ') || say('kinds.no-columns') },
              { label: say('kinds.rules'), value: rules.length === 0 ? say('kinds.no-rules') : rules.join('. ') },
              { label: say('kinds.basis'), value: `${kind.basis} (${say(`kinds.${kind.certainty}`)})` },
              { label: say('kinds.keep'), value: say('kinds.days', { n: kind.keepDays }) },
            ]} />
            <p><a href={`/dl/tai?loai=${kind.id}`} data-act={`upload-${kind.id}`}>{say('kinds.upload')}<span class="sr-only">: {kind.name[lang]}</span></a></p>
            <p><a href={`/dl/loai/mau?loai=${kind.id}`}>{say('kinds.template')}<span class="sr-only">: {kind.name[lang]}</span></a></p>
          </div>
        </details>
      ))}
    </>
  )
}

export const kindsRoute = pageRoute({
  method: 'GET', url: '/dl/loai', access: stewardAccess, purpose: listPurpose,
  handler(ctx, req) {
    const trusted = ctx.actor.kind === 'officer' && ctx.actor.sensitive === true
    const kinds = listKinds().filter((kind) => trusted || !kind.sensitive).map((kind) => ({ kind, rules: kind.rules === null ? [] : listRulesInForce(kind.rules, ctx.today).map((rule) => rule.name[req.lang]) }))
    return stewardPage(ctx, req, { title: stewardStrings.t(req.lang, 'kinds.title'), screen: 'D-02-kinds', path: '/dl/loai', back: { href: '/dl/tai', label: stewardStrings.t(req.lang, 'upload.title') } }, <Kinds kinds={kinds} lang={req.lang} />)
  },
})

const common = ['Mã', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD', 'Số CMND cũ', 'Mã xã', 'Địa chỉ']

/** Headings the program understands by itself, for a list of this kind. */
export const templateOf = (kind: ListKind): readonly string[] => [...common, ...freeColumns.flatMap((name) => kind.columns[name]?.name.vi ?? [])]

export const templateRoute = pageRoute({
  method: 'GET', url: '/dl/loai/mau', access: stewardAccess, purpose: listPurpose,
  async handler(_ctx, req) {
    const kind = kindOfList(req.query['loai'] ?? '')
    if (!kind) refuse('steward.unknown')
    return { bytes: Buffer.from(`\ufeff${templateOf(kind).map(csvCell).join(',')}\r\n`, 'utf8'), type: 'text/csv; charset=utf-8', filename: `mau-${kind.id}.csv` }
  },
})
