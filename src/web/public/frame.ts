import type { VNode } from 'preact'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import { millisecondsOf } from '../../platform/index.ts'
import type { PageReply, PageRequest } from '../../platform/http/index.ts'
import { renderPage, type LegalItem, type NavItem, type Person } from '../kit/index.ts'
import { demo } from './demo.ts'
import { frameStrings } from './strings.ts'

/** What a screen says about itself; the rest of the page follows from the request. */
export interface Screen {
  readonly title: string
  /** The screen of the inventory, for example C-06. */
  readonly screen: string
  readonly back?: { readonly href: string; readonly label?: string }
  readonly errors?: readonly FieldError[]
  readonly scripts?: readonly string[]
  readonly legalItems?: readonly LegalItem[]
  readonly wide?: boolean
  /** Inside one piece of work the row of sections is left out: nothing beside the task. */
  readonly nav?: boolean
  /** Where the comfort form comes back to, when the path of the request answers no GET. */
  readonly path?: string
  /** Sign-in pages offer no way to the sign-in page. */
  readonly signIn?: boolean
}

/** The HTML of one page of the public or the citizen: language, comfort, person, demo bar and session end come from the request. */
export function show(req: PageRequest, screen: Screen, body: VNode): string {
  const { session } = req
  const path = screen.path ?? req.path
  return renderPage({
    title: screen.title, screen: screen.screen, shell: session ? 'citizen' : 'public', lang: req.lang, demo: demo() !== null, path, comfort: req.comfort, csrfToken: req.csrfToken,
    errors: screen.errors ?? [], scripts: screen.scripts ?? [], saveData: req.header('save-data') === 'on',
    ...(screen.back ? { back: screen.back } : {}),
    ...(screen.legalItems ? { legalItems: screen.legalItems } : {}),
    ...(screen.wide ? { wide: true } : {}),
    ...(session
      ? { person: personOf(req), session: { seconds: Math.floor((millisecondsOf(session.expiresAt) - millisecondsOf(req.now)) / 1000), stayAction: '/o-lai' }, ...(screen.nav === false ? {} : { nav: sections(req) }) }
      : screen.signIn === false ? {} : { signInHref: signInHref(path) }),
    ...(session?.onBehalfOf?.help ? { actingFor: { name: session.onBehalfOf.displayName, basis: session.onBehalfOf.basis ?? frameStrings.t(req.lang, 'acting.basis'), until: '', endAction: '/lam-thay/ket-thuc' } } : {}),
  }, body)
}

/** A page as the answer of a handler. */
export function page(req: PageRequest, screen: Screen, body: VNode, status?: number): PageReply {
  return { html: show(req, screen, body), ...(status === undefined ? {} : { status }) }
}

/** The faults of a refusal at its fields; one without a field stands in the summary alone. */
export function errorsOf(refusal: Refusal): readonly FieldError[] {
  if (refusal.errors.length > 0) return refusal.errors
  const next = refusal.next === undefined ? '' : ` ${refusal.next}`
  return [{ field: refusal.field ?? '', vi: `${refusal.vi}${next}`, ...(refusal.en ? { en: refusal.en } : {}) }]
}

export const signInHref = (path: string): string => (path === '/' || path.startsWith('/dang-nhap') ? '/dang-nhap' : `/dang-nhap?tiep=${encodeURIComponent(path)}`)

function personOf(req: PageRequest): Person {
  const { session } = req
  return { name: session!.displayName, signOutAction: '/dang-xuat' }
}

/** The six places of a signed-in citizen; an officer on a public page is led back to the workspace instead. */
function sections(req: PageRequest): NavItem[] {
  const say = frameStrings.in(req.lang)
  if (req.session!.kind === 'officer') return [{ href: req.session!.role === 'leader' ? '/dieu-hanh' : '/lam-viec', label: say('nav.workspace') }, { href: '/chuc-vu', label: say('nav.posts') }]
  if (req.session!.onBehalfOf) return [{ href: '/lam-thay/ho-so', label: say('nav.acted') }, { href: '/lam-thay', label: say('nav.acting') }].map((item) => (req.path === item.href ? { ...item, current: true } : item))
  const items: NavItem[] = [
    { href: '/toi', label: say('nav.mine') }, { href: '/ho-so', label: say('nav.dossiers') }, { href: '/vi', label: say('nav.wallet') },
    { href: '/luot-xem', label: say('nav.reads') }, { href: '/tin', label: say('nav.messages'), ...(req.session!.unread ? { count: req.session!.unread } : {}) }, { href: '/cai-dat', label: say('nav.account') },
  ]
  return items.map((item) => (req.path === item.href || req.path.startsWith(`${item.href}/`) ? { ...item, current: true } : item))
}
