import type { VNode } from 'preact'
import { appointmentOn } from '../../foundations/organisations/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { millisecondsOf, type Ctx, type Role } from '../../platform/index.ts'
import type { PageReply, PageRequest, SessionView } from '../../platform/http/index.ts'
import { renderPage, type ActingFor, type NavItem } from '../kit/index.ts'
import { demo } from '../public/index.ts'
import { workStrings } from './strings.ts'

/** What a screen of the workspace says about itself. */
export interface WorkScreen {
  readonly title: string
  /** The screen of the inventory, for example O-02. */
  readonly screen: string
  readonly back?: { readonly href: string; readonly label?: string }
  readonly errors?: readonly FieldError[]
  readonly scripts?: readonly string[]
  /** Whom the officer helps now: said above everything, with a way to end it. */
  readonly actingFor?: ActingFor
  /** Where the comfort form comes back to, when the path of the request answers no GET. */
  readonly path?: string
}

/** Posts that decide on dossiers; the others come to the workspace for one kind of work each. */
export const workers: readonly Role[] = ['reception-officer', 'justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer']
export const lookers: readonly Role[] = [...workers, 'leader', 'auditor']
export const everyRole: readonly Role[] = [...workers, 'data-steward', 'leader', 'administrator', 'auditor', 'security-officer']

interface Section { readonly href: string; readonly word: 'nav.counter' | 'nav.guessing' | 'nav.passes' | 'nav.denials' | 'nav.relying' | 'nav.today' | 'nav.civil' | 'nav.area' | 'nav.corrections' | 'nav.access' | 'nav.lookup' | 'nav.steering' | 'nav.campaigns' | 'nav.data' | 'nav.administration' | 'nav.odd' | 'nav.emergencies' | 'nav.emergency' | 'nav.own' | 'nav.redact' | 'nav.marks'; readonly roles: readonly Role[]; /** Shown only where the appointment names the sensitive right. */ readonly sensitive?: true }

const sections: readonly Section[] = [
  { href: '/mc', word: 'nav.counter', roles: ['reception-officer'] },
  { href: '/lam-viec', word: 'nav.today', roles: workers },
  { href: '/ho-tich', word: 'nav.civil', roles: ['justice-officer', 'commune-chair'] },
  { href: '/dc', word: 'nav.area', roles: ['police-officer', 'police-commander'] },
  { href: '/lam-viec/sua-thong-tin', word: 'nav.corrections', roles: ['police-officer', 'police-commander'] },
  { href: '/lam-viec/cau-hoi-luot-xem', word: 'nav.access', roles: ['security-officer'] },
  { href: '/lam-viec/luot-xem-la', word: 'nav.odd', roles: ['security-officer'] },
  { href: '/lam-viec/xem-khan-da-mo', word: 'nav.emergencies', roles: ['security-officer'] },
  { href: '/lam-viec/khong-nho', word: 'nav.denials', roles: ['security-officer'] },
  { href: '/dl', word: 'nav.data', roles: ['data-steward'] },
  { href: '/dieu-hanh', word: 'nav.steering', roles: ['leader', 'auditor'] },
  { href: '/chien-dich', word: 'nav.campaigns', roles: ['data-steward', 'leader', 'auditor'] },
  { href: '/lam-viec/tra-cuu', word: 'nav.lookup', roles: lookers },
  { href: '/quan-tri', word: 'nav.administration', roles: ['administrator'] },
  { href: '/lam-viec/ben-ket-noi', word: 'nav.relying', roles: ['administrator', 'security-officer'] },
  { href: '/lam-viec/do-doan', word: 'nav.guessing', roles: ['administrator', 'security-officer'] },
  { href: '/lam-viec/ra-soat', word: 'nav.passes', roles: ['administrator', 'auditor'] },
  { href: '/lam-viec/xem-khan', word: 'nav.emergency', roles: ['police-officer', 'police-commander'] },
  { href: '/lam-viec/han-che', word: 'nav.marks', roles: ['police-commander'], sensitive: true },
  { href: '/lam-viec/xoa-luot-xem', word: 'nav.redact', roles: ['auditor'] },
  { href: '/lam-viec/luot-xem-cua-toi', word: 'nav.own', roles: everyRole },
]

/** The first section of a post: where its holder begins. */
export const firstSectionOf = (role: Role): string => sections.find((section) => section.roles.includes(role))?.href ?? '/chuc-vu'

/** One page of the workspace: rail, post and unit in the top bar, the session's end. */
export async function workPage(ctx: Ctx, req: PageRequest, screen: WorkScreen, body: VNode, status?: number): Promise<PageReply> {
  const session = req.session!
  const path = screen.path ?? req.path
  const html = renderPage({
    title: screen.title, screen: screen.screen, shell: 'workspace', lang: req.lang, demo: demo() !== null, path, comfort: req.comfort, csrfToken: req.csrfToken,
    errors: screen.errors ?? [], scripts: screen.scripts ?? [], saveData: req.header('save-data') === 'on', nav: navOf(ctx, req, path),
    person: { name: session.displayName, ...(session.organisationName ? { unit: session.organisationName } : {}), post: await postTitle(ctx), switchPostHref: '/chuc-vu', signOutAction: '/dang-xuat' },
    session: { seconds: secondsLeft(session, req.now), stayAction: '/o-lai' },
    ...(screen.back ? { back: screen.back } : {}),
    ...(screen.actingFor ? { actingFor: screen.actingFor } : {}),
  }, body)
  return { html, ...(status === undefined ? {} : { status }) }
}

const secondsLeft = (session: SessionView, now: string): number => Math.floor((millisecondsOf(session.expiresAt) - millisecondsOf(now)) / 1000)

async function postTitle(ctx: Ctx): Promise<string> {
  if (ctx.actor.kind !== 'officer') return ''
  return (await appointmentOn(ctx.tx, ctx.actor.appointmentId, ctx.today))?.post.title ?? ''
}

function navOf(ctx: Ctx, req: PageRequest, target: string): NavItem[] {
  const path = target.split('?')[0]!
  const role = req.session?.role
  const trusted = ctx.actor.kind === 'officer' && ctx.actor.sensitive === true
  const mine = sections.filter((section) => role !== undefined && section.roles.includes(role) && (!section.sensitive || trusted))
  const current = mine.filter(({ href }) => path === href || path.startsWith(`${href}/`)).sort((a, b) => b.href.length - a.href.length)[0]
  return mine.map((section) => ({ href: section.href, label: workStrings.t(req.lang, section.word), ...(section === current ? { current: true } : {}) }))
}
