import type { FieldError } from '../../../kernel/refusal.ts'
import { useKitText, usePage } from '../context.ts'
import { fieldId } from '../html.ts'
import { Icon } from '../icon.tsx'

/** On top of the page, each line a link to its control, in the same words. renderPage writes it when the page has errors. */
export function ErrorSummary(props: { errors?: readonly FieldError[] }) {
  const page = usePage()
  const say = useKitText()
  const errors = props.errors ?? page.errors
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} data-focus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title"><Icon name="cross-circle" />{errors.length === 1 ? say('errors.title') : say('errors.title-many', { n: errors.length })}</h2>
      <ul>
        {errors.map((error) => {
          const text = (page.lang === 'en' && error.en) || error.vi
          return <li>{error.field === '' ? text : <a href={`#${fieldId(error.field)}`}>{text}</a>}</li>
        })}
      </ul>
    </div>
  )
}
