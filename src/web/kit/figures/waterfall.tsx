export interface WaterfallLine {
  readonly text: string
  readonly side: 'against' | 'for' | 'silent'
  /** How much it says, in words: colour and length are never alone. */
  readonly strength: string
  /** The weight as a number with its sign. */
  readonly value: string
  /** 0–1 of the longest. */
  readonly bar: number
}

/** Why two things are thought to be one: reasons against first, then for, each a sentence, a bar and a weight in words. */
export function Waterfall(props: { label: string; lines: readonly WaterfallLine[] }) {
  return (
    <ol class="waterfall" aria-label={props.label}>
      {props.lines.map((line) => (
        <li class={`waterfall-${line.side}`}>
          <span class="waterfall-text">{line.text}</span>
          {line.side !== 'silent' && <svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false"><rect class="bar-rest" width="100%" height="10" rx="2" /><rect class={line.side === 'against' ? 'bar-against' : 'bar-fill'} width={`${Math.max(2, Math.round(line.bar * 100))}%`} height="10" rx="2" /></svg>}
          <span class="waterfall-says">{line.strength}{line.side !== 'silent' && <span class="waterfall-value"> ({line.value})</span>}</span>
        </li>
      ))}
    </ol>
  )
}
