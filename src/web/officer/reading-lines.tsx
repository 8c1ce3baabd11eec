import { needsReason, type ReadingLine } from '../../foundations/oversight/index.ts'
import { fieldLabels, registerLabel } from '../../foundations/trail/index.ts'
import { DataTable, StatusTag, type Children, type Lang } from '../kit/index.ts'
import { whenWords } from './case-words.ts'
import { oversightStrings } from './oversight-strings.ts'

/** Readings from the reader's side: when, what of how many people, what for; never whose. */
export function ReadingLines(props: { lines: readonly ReadingLine[]; caption: string; empty?: Children; addReason?: boolean; lang: Lang }) {
  const { lang } = props
  const say = oversightStrings.in(lang)
  return (
    <DataTable caption={props.caption} rows={props.lines} {...(props.empty ? { empty: props.empty } : {})} columns={[
      { header: say('line.when'), rowHeader: true, cell: (line) => whenWords(line.at) },
      { header: say('line.register'), cell: (line) => <>{registerLabel(line.register, lang)}{line.kind === 'search' && <span class="hint"> · {say('line.search')}</span>}{line.refused && <> <StatusTag tone="todo">{say('line.refused')}</StatusTag></>}</> },
      { header: say('line.fields'), cell: (line) => fieldLabels(line.fields, lang).join(', ') || '–' },
      { header: say('line.people'), align: 'num', cell: (line) => line.people },
      { header: say('line.purpose'), cell: (line) => <>{line.purposeText ?? line.purposeCode}<span class="hint"> · {say(line.dossierId === null ? 'line.without-case' : 'line.with-case')}</span></> },
      { header: say('line.reason'), cell: (line) => line.reason ?? (props.addReason && needsReason(line) ? <a href={`/lam-viec/luot-xem-cua-toi/${line.logId}`} aria-label={`${say('own.add')}: ${whenWords(line.at)}`}>{say('own.add')}</a> : '–') },
    ]} />
  )
}
