import type { Children } from '../context.ts'
import { useKitText, usePage } from '../context.ts'
import { cls } from '../html.ts'
import { Icon } from '../icon.tsx'
import { ComfortBar } from './comfort-bar.tsx'
import type { ActingFor, Comfort, Help, NavItem, PageOptions, Person } from './options.ts'

/** Everything around main, in reading order. The shells differ in layout only; help stands in the same place on every page. */
export function Frame(props: { options: PageOptions; comfort: Comfort; children: Children }) {
  const { options } = props
  const work = options.shell === 'workspace'
  return (
    <>
      <SkipLink />
      {options.demo && <DemoBar />}
      {options.actingFor && <ActingBanner {...options.actingFor} />}
      <Header options={options} comfort={props.comfort} />
      <div class={cls('shell', work && 'shell-work', options.wide && 'shell-wide')}>
        {work && <Rail items={options.nav ?? []} />}
        <div class="column">
          {options.breadcrumbs && <Breadcrumbs items={options.breadcrumbs} />}
          {options.back && <BackNav {...options.back} />}
          {props.children}
        </div>
      </div>
      <Footer help={options.help ?? DEFAULT_HELP} />
    </>
  )
}

/** The number is a placeholder that no operator can own; an installation brings its own by `help`. */
const DEFAULT_HELP: Help = { phone: '1900 0000', hours: '7:00–21:00', counterHref: '/noi-lam' }

function SkipLink() {
  const say = useKitText()
  return <a class="skip-link" href="#noi-dung">{say('skip.to-content')}</a>
}

function DemoBar() {
  const say = useKitText()
  return <section class="demo-bar" aria-label={say('demo.label')}><p class="bar-inner"><Icon name="info" size="small" />{say('demo.bar')}</p></section>
}

/** Never scrolls away; the page title is prefixed too (ux.md §2.0). */
function ActingBanner(props: ActingFor) {
  const say = useKitText()
  const detail = [props.basis && say('acting.basis', { basis: props.basis }), props.until && say('acting.until', { until: props.until })].filter(Boolean).join(' · ')
  const { csrfToken } = usePage()
  return (
    <section class="acting" aria-label={say('acting.for', { name: props.name })}>
      <div class="bar-inner acting-inner">
        <p><Icon name="people" /><strong>{say('acting.for', { name: props.name })}</strong>{detail !== '' && <span class="acting-detail"> {detail}</span>}</p>
        <form action={props.endAction} method="post">
          {csrfToken !== undefined && <input type="hidden" name="_csrf" value={csrfToken} />}
          <button class="btn btn-onband" data-act="end-acting">{say('acting.end')}</button>
        </form>
      </div>
    </section>
  )
}

function Header(props: { options: PageOptions; comfort: Comfort }) {
  const { options } = props
  const say = useKitText()
  const work = options.shell === 'workspace'
  return (
    <header class={cls('header', work && 'header-work')}>
      <div class="bar-inner header-inner">
        <a class="brand" href={work ? '/lam-viec' : '/'}><Mark /><span class="brand-name">{say('system.name')}</span><span class="brand-tagline">{work ? options.person?.unit : say('system.tagline')}</span></a>
        <div class="header-tools">
          <ComfortBar comfort={props.comfort} keys={work} />
          {options.person ? <Account person={options.person} work={work} /> : options.signInHref && <a class="header-link" href={options.signInHref}><Icon name="person" />{say('account.sign-in')}</a>}
        </div>
      </div>
      <div class="weave" aria-hidden="true" />
      {!work && options.nav && options.nav.length > 0 && <TopNav items={options.nav} />}
    </header>
  )
}

/** A woven diamond of indigo cloth: our own mark, like no emblem of any state. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path d="M16 2 30 16 16 30 2 16Z" fill="none" stroke="currentColor" stroke-width="2.5" />
      <path d="M16 9 23 16 16 23 9 16Z" fill="currentColor" />
      <path d="M16 13 19 16 16 19 13 16Z" class="mark-eye" />
    </svg>
  )
}

function Account(props: { person: Person; work: boolean }) {
  const say = useKitText()
  const { csrfToken } = usePage()
  const { person } = props
  return (
    <div class="account">
      <p class="account-name"><Icon name="person" /><span><span class="sr-only">{say('account.signed-in', { name: '' })}</span>{person.name}</span></p>
      {person.post !== undefined && <p class="account-post">{say('workspace.post', { post: person.post })}{person.switchPostHref && <> · <a href={person.switchPostHref}>{say('workspace.switch-post')}</a></>}</p>}
      {person.signOutAction && (
        <form action={person.signOutAction} method="post">
          {csrfToken !== undefined && <input type="hidden" name="_csrf" value={csrfToken} />}
          <button class="header-link" data-act="sign-out"><Icon name="sign-out" /><span class="sign-out-word">{say('account.sign-out')}</span></button>
        </form>
      )}
    </div>
  )
}

function NavList(props: { items: readonly NavItem[] }) {
  return (
    <ul>
      {props.items.map((item) => (
        <li><a href={item.href} aria-current={item.current ? 'page' : undefined}>{item.label}{item.count !== undefined && <span class="nav-count">{item.count}</span>}</a></li>
      ))}
    </ul>
  )
}

/** The list on a wide screen; on a phone the same list folded under the name of the present section. CSS shows one of the two. */
function NavMenu(props: { items: readonly NavItem[] }) {
  const say = useKitText()
  const current = props.items.find((item) => item.current)
  return (
    <>
      <div class="nav-wide"><NavList items={props.items} /></div>
      <details class="nav-folded">
        <summary><Icon name="menu" /><span class="nav-word">{say('nav.menu')}</span>{current && <span class="nav-current">{current.label}</span>}</summary>
        <NavList items={props.items} />
      </details>
    </>
  )
}

function TopNav(props: { items: readonly NavItem[] }) {
  const say = useKitText()
  return <nav class="top-nav" aria-label={say('nav.label')}><div class="bar-inner"><NavMenu items={props.items} /></div></nav>
}

/** At most 7 items (ux.md §2.0): more than that is a menu to rethink, so it is refused. */
function Rail(props: { items: readonly NavItem[] }) {
  const say = useKitText()
  if (props.items.length > 7) throw new Error(`the left rail holds at most 7 items, not ${props.items.length}`)
  return <nav class="rail" aria-label={say('nav.label')}><NavMenu items={props.items} /></nav>
}

export function Breadcrumbs(props: { items: readonly { readonly href: string; readonly label: string }[] }) {
  const say = useKitText()
  return (
    <nav class="breadcrumbs" aria-label={say('nav.breadcrumbs')}>
      <ol>{props.items.map((item) => <li><a href={item.href}>{item.label}</a></li>)}</ol>
    </nav>
  )
}

function BackNav(props: { href: string; label?: string }) {
  const say = useKitText()
  return <nav aria-label={say('nav.back')}><BackLink {...props} /></nav>
}

export function BackLink(props: { href: string; label?: string }) {
  const say = useKitText()
  return <a class="back-link" href={props.href} data-act="back"><Icon name="arrow-left" size="small" />{props.label ?? say('nav.back')}</a>
}

function Footer(props: { help: Help }) {
  const say = useKitText()
  const { phone, hours, counterHref } = props.help
  return (
    <footer class="footer" aria-label={say('footer.label')}>
      <div class="bar-inner">
        <div class="help">
          <p class="help-title">{say('footer.help')}</p>
          <a class="help-phone" href={`tel:${phone.replace(/\s/g, '')}`}><Icon name="phone" />{say('footer.phone', { phone })}</a>
          <p class="help-hours">{say('footer.hours', { hours })}</p>
          <a class="help-counter" href={counterHref}><Icon name="place" />{say('footer.counter')}</a>
        </div>
        <ul class="footer-links">
          <li><a href="/tiep-can">{say('footer.accessibility')}</a></li>
          <li><a href="/tinh-trang">{say('footer.status')}</a></li>
          <li><a href="/ve-he-thong">{say('footer.about')}</a></li>
        </ul>
        <p class="footer-notice">{say('footer.notice')}</p>
      </div>
    </footer>
  )
}
