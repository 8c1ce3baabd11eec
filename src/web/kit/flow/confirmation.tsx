import { create } from 'qrcode'
import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { Icon } from '../icon.tsx'

/** Drawn on the server as one path, so it prints, scales and needs no script. `text` is what a reader gets; keep it short. */
export function QrImage(props: { text: string; label?: string; size?: 'small' | 'normal' }) {
  const say = useKitText()
  const { data, size } = create(props.text, { errorCorrectionLevel: 'M' }).modules
  const quiet = 4
  const runs: string[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue
      let width = 1
      while (x + width < size && data[y * size + x + width]) width++
      runs.push(`M${x + quiet} ${y + quiet}h${width}v1h-${width}z`)
      x += width
    }
  }
  const whole = size + 2 * quiet
  return (
    <svg class={props.size === 'small' ? 'qr qr-small' : 'qr'} viewBox={`0 0 ${whole} ${whole}`} width="200" height="200" role="img" aria-label={props.label ?? say('qr.alt', { text: props.text })} shape-rendering="crispEdges">
      <rect width={whole} height={whole} fill="#fff" /><path d={runs.join('')} fill="#000" />
    </svg>
  )
}

/** Relief and receipt: what was done, the code large, its QR, and what happens next. */
export function ConfirmationPanel(props: { title: string; code: string; codeLabel?: string; qrText?: string; children?: Children }) {
  const say = useKitText()
  return (
    <div class="confirmation">
      <h1><Icon name="check-circle" size="large" />{props.title}</h1>
      <p class="code-label">{props.codeLabel ?? say('code.label')}</p>
      <p class="code" data-code>{props.code}</p>
      <CopyButton text={props.code} />
      <div class="confirmation-body">
        <div>{props.children}</div>
        {props.qrText !== undefined && <QrImage text={props.qrText} label={say('qr.alt', { text: props.code })} />}
      </div>
    </div>
  )
}

/** Works with script alone, so it stays hidden until the script is there. */
export function CopyButton(props: { text: string; label?: string }) {
  const say = useKitText()
  return (
    <button class="link-button copy" type="button" data-copy={props.text} data-copied={say('code.copied')} hidden>
      <Icon name="copy" size="small" /><span aria-live="polite">{props.label ?? say('code.copy')}</span>
    </button>
  )
}
