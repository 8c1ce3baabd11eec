import { useKitText } from '../context.ts'

export interface FeeLine {
  readonly label: string
  /** In words, by the money module: "16.000 đồng". */
  readonly counter?: string
  readonly online?: string
  readonly amount: string
  /** Why it is reduced or zero. */
  readonly reason?: string
  readonly basis?: string
}

/** What is to be paid and why; the counter and the online price side by side when they differ. Amounts come computed by the server. */
export function FeeBreakdown(props: { lines: readonly FeeLine[]; total: string; totalReason?: string }) {
  const say = useKitText()
  const compared = props.lines.some((line) => line.counter !== undefined || line.online !== undefined)
  return (
    <table class="fee">
      <caption>{say('fee.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('fee.item')}</th>
          {compared && <><th scope="col" class="num">{say('fee.counter')}</th><th scope="col" class="num">{say('fee.online')}</th></>}
          <th scope="col" class="num">{say('fee.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => (
          <tr>
            <th scope="row">{line.label}
              {line.reason !== undefined && <div class="hint">{say('fee.zero-reason', { reason: line.reason })}</div>}
              {line.basis !== undefined && <div class="hint">{say('fee.basis', { basis: line.basis })}</div>}
            </th>
            {compared && <><td class="num" data-label={say('fee.counter')}>{line.counter ?? '–'}</td><td class="num" data-label={say('fee.online')}>{line.online ?? '–'}</td></>}
            <td class="num" data-label={say('fee.amount')}>{line.amount}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={compared ? 3 : 1}>{say('fee.total')}{props.totalReason !== undefined && <div class="hint">{say('fee.zero-reason', { reason: props.totalReason })}</div>}</th>
          <td class="num fee-total">{props.total}</td>
        </tr>
      </tfoot>
    </table>
  )
}
