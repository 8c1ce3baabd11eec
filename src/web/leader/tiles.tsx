import { formatNumberVi } from '../../kernel/money.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { percentOf, SMALLEST_RANKED, type Figure } from '../../steering/indicators/index.ts'
import { NumberTile, Tiles, type Lang } from '../kit/index.ts'
import { leaderStrings } from './strings.ts'
import { listHref, unitWords, unsure, valueWords, type Place } from './words.ts'

/** One figure of the board: value, what it is divided by, change, time, method, and the list behind it. */
export function FigureTiles(props: { figures: readonly Figure[]; place: Place; asAt: string; lang: Lang }) {
  return <Tiles>{props.figures.map((figure) => <FigureTile figure={figure} place={props.place} asAt={props.asAt} lang={props.lang} />)}</Tiles>
}

function FigureTile(props: { figure: Figure; place: Place; asAt: string; lang: Lang }) {
  const { figure, lang } = props
  const { indicator, value } = figure
  const say = leaderStrings.in(lang)
  const shown = valueWords(value)
  const change = changeOf(figure, lang)
  const target = indicator.target
  const percent = value ? percentOf(value) : null
  return (
    <NumberTile level={3} title={indicator.name[lang]} {...(shown === undefined ? {} : { value: shown })} {...(value ? { denominator: denominatorWords(figure, lang) } : {})}
      {...(target ? { target: `${target.percent} %`, ...(percent === null ? {} : { reached: percent >= target.percent }) } : {})}
      {...(change ? { change } : {})} asAt={formatInstantVi(props.asAt)} href={listHref(indicator.id, props.place)} hrefLabel={indicator.list[lang]}
      how={<>
        <p>{indicator.says[lang]}</p>
        <p class="hint">{say('board.how-basis', { basis: indicator.basis })}{unsure(indicator.certainty, lang)}</p>
        {target && target.certainty !== 'sure' && <p class="hint">{say('board.target-unsure', { basis: target.basis })}</p>}
      </>} />
  )
}

function denominatorWords({ indicator, value }: Figure, lang: Lang): string {
  const say = leaderStrings.in(lang)
  const unit = unitWords(indicator.counts, lang)
  if (value!.denominator === null) return say('board.count', { unit })
  if (value!.denominator === 0) return say('board.nothing-due', { unit })
  const words = say('board.of', { n: formatNumberVi(value!.numerator), all: formatNumberVi(value!.denominator), unit })
  return value!.denominator < SMALLEST_RANKED ? `${words}. ${say('board.small', { least: SMALLEST_RANKED })}` : words
}

/** Against the same stretch of the month before: points for a rate, pieces for a count. */
function changeOf({ indicator, value, before }: Figure, lang: Lang): { direction: 'up' | 'down' | 'same'; by: string; good?: boolean } | undefined {
  if (!value || !before) return undefined
  const rate = indicator.denominator !== undefined
  const [now, then] = rate ? [percentOf(value), percentOf(before)] : [value.numerator, before.numerator]
  if (now === null || then === null) return undefined
  const difference = Math.round((now - then) * 10) / 10
  if (difference === 0) return { direction: 'same', by: '' }
  const up = difference > 0
  const by = leaderStrings.t(lang, rate ? 'board.points' : 'board.more', { n: formatNumberVi(Math.abs(difference), rate ? 1 : 0) })
  return { direction: up ? 'up' : 'down', by, ...(indicator.better === 'neither' ? {} : { good: up === (indicator.better === 'more') }) }
}
