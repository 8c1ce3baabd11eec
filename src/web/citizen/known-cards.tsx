import { maskPin } from '../../kernel/personal-number.ts'
import { FactLine, KnownCard, MaskedValue, useKitText } from '../kit/index.ts'
import type { FactsModel } from '../../public-services/forms/index.ts'
import { asOfWords } from './words.ts'

export interface KnownCardsProps {
  readonly cards: readonly FactsModel[]
  /** Where "Hiện" posts; without it numbers stay masked for good. */
  readonly revealAction?: string
  /** Numbers just asked for, by path. */
  readonly revealed?: Readonly<Record<string, string>>
  /** Link for "Sai thông tin?" of a card. */
  readonly wrongHref?: (card: FactsModel) => string
  readonly level?: 2 | 3
}

/** Read-only facts in groups, each with its source and its age; numbers masked where others may look over the shoulder. */
export function KnownCards(props: KnownCardsProps) {
  return <div class="known-list">{props.cards.map((card) => <OneCard card={card} {...props} />)}</div>
}

/** What tells a person at a glance whether the card is about the right person, place or event; the rest is folded. */
const atAGlance = new Set(['fullName', 'birthDate', 'permanentResidence', 'gender', 'birthPlace', 'address', 'number'])

/** As people call these registers; the long names stand on the start page. */
const shortNames: Readonly<Record<string, string>> = {
  'Cơ sở dữ liệu quốc gia về dân cư': 'CSDL dân cư', 'Cơ sở dữ liệu về cư trú': 'CSDL cư trú', 'Cơ sở dữ liệu hộ tịch điện tử': 'Hộ tịch',
}

function OneCard(props: KnownCardsProps & { card: FactsModel }) {
  const { card } = props
  const say = useKitText()
  const date = asOfWords(card.asOf)
  const source = { name: shortNames[card.source] ?? card.source, ...(date === undefined ? {} : { date }) }
  const lineOf = (line: FactsModel['lines'][number]) => (
    <FactLine f={line.path} label={line.label} src={card.src} {...(line.pending ? { state: 'pending' as const, source } : line.correcting ? { state: 'correcting' as const } : {})}
      value={line.masked ? <Masked path={line.path} label={line.label} number={line.text} revealAction={props.revealAction} shown={props.revealed?.[line.path]} /> : line.text} />
  )
  const first = card.lines.filter((line) => atAGlance.has(line.path.split('.').at(-1) ?? '') || line.pending || line.correcting || props.revealed?.[line.path] !== undefined)
  const shown = first.length === 0 ? card.lines : first
  const rest = card.lines.filter((line) => !shown.includes(line))
  return (
    <KnownCard title={card.label} level={props.level ?? 2} source={source} {...(props.wrongHref ? { wrongHref: props.wrongHref(card) } : {})}
      {...(rest.length > 0 ? { more: { summary: say('known.more', { n: rest.length }), lines: rest.map(lineOf) } } : {})}>
      {shown.map(lineOf)}
    </KnownCard>
  )
}

function Masked(props: { path: string; label: string; number: string; revealAction: string | undefined; shown: string | undefined }) {
  if (props.revealAction === undefined) return <span class="number">{maskPin(props.number)}</span>
  return <MaskedValue masked={maskPin(props.number)} label={props.label} revealAction={props.revealAction} revealFields={{ f: props.path }} {...(props.shown === undefined ? {} : { value: props.shown })} />
}
