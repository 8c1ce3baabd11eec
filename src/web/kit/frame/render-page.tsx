import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { assetPath } from '../assets.ts'
import { PageContextHolder } from '../context.ts'
import type { PageContext } from '../context.ts'
import { SessionWarning } from '../feedback/session-warning.tsx'
import { ErrorSummary } from '../forms/error-summary.tsx'
import { kitStrings } from '../strings/index.ts'
import { Frame } from './frame.tsx'
import type { Comfort, PageOptions } from './options.ts'

const DEFAULT_COMFORT: Comfort = { text: 100, theme: 'light', simple: false }

/**
 * The whole HTML document of one page. The body is rendered first, because it may ask for forms that must stand outside of it.
 * No inline script or style leaves here: the pages live under `default-src 'self'`. The one inline `<script>` is a block of
 * data (`application/json`), which browsers never run.
 */
export function renderPage(options: PageOptions, body: VNode): string {
  const comfort = options.comfort ?? DEFAULT_COMFORT
  const context: PageContext = { lang: options.lang, csrfToken: options.csrfToken, errors: options.errors ?? [], path: options.path, detached: [] }
  const inside = renderToString(<PageContextHolder.Provider value={context}>{body}</PageContextHolder.Provider>)
  const document = renderToString(
    <PageContextHolder.Provider value={context}>
      <Document options={options} comfort={comfort} inside={inside} detached={renderDetached(context)} />
    </PageContextHolder.Provider>,
  )
  return `<!doctype html>${document}`
}

function renderDetached(context: PageContext): string {
  return renderToString(
    <>
      {context.detached.map((form) => (
        <form id={form.id} action={form.action} method="post" hidden>
          {context.csrfToken !== undefined && <input type="hidden" name="_csrf" value={context.csrfToken} />}
          {Object.entries(form.fields).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        </form>
      ))}
    </>,
  )
}

function Document(props: { options: PageOptions; comfort: Comfort; inside: string; detached: string }) {
  const { options, comfort } = props
  const errors = options.errors ?? []
  const html = { __html: props.inside + props.detached }
  return (
    <html lang={options.lang} data-theme={comfort.theme} data-text={comfort.text} data-shell={options.shell} data-simple={comfort.simple || undefined} data-acting={options.actingFor !== undefined || undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{titleOf(options)}</title>
        <meta name="color-scheme" content={comfort.theme === 'light' ? 'light' : 'dark'} />
        <link rel="stylesheet" href={assetPath(options.saveData ? 'cham-lite.css' : 'cham.css')} />
        <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
        <script type="module" src={assetPath('kit.js')} />
        {(options.scripts ?? []).map((name) => <script type="module" src={assetPath(`${name}.js`)} />)}
        {options.head}
      </head>
      <body>
        <Frame options={options} comfort={comfort}>
          <main id="noi-dung" tabindex={-1} data-screen={options.screen}>
            {errors.length > 0 && <ErrorSummary errors={errors} />}
            <div class="main-body" dangerouslySetInnerHTML={html} />
          </main>
        </Frame>
        {options.session && <SessionWarning {...options.session} />}
        {options.legalItems && <script type="application/json" id="legal-items" dangerouslySetInnerHTML={{ __html: dataBlock(options.legalItems) }} />}
      </body>
    </html>
  )
}

function titleOf(options: PageOptions): string {
  const say = kitStrings.in(options.lang)
  const error = options.errors && options.errors.length > 0 ? say('title.error') : ''
  const acting = options.actingFor ? say('title.acting') : ''
  return `${error}${acting}${options.title} – ${say('system.name')}`
}

/** JSON that cannot end its script element early. */
function dataBlock(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
