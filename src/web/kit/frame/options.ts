import type { VNode } from 'preact'
import type { FieldError } from '../../../kernel/refusal.ts'
import type { Comfort } from '../../../platform/http/index.ts'
import type { Lang } from '../strings/index.ts'

export type Shell = 'public' | 'citizen' | 'workspace'
export type { Comfort }
export type Theme = Comfort['theme']
export type TextSize = Comfort['text']

export interface NavItem {
  readonly href: string
  readonly label: string
  readonly current?: boolean
  /** Shown after the label, for example the length of a queue. */
  readonly count?: number
}

export interface ActingFor {
  readonly name: string
  /** In words; empty when there is nothing to say. */
  readonly basis: string
  readonly until: string
  /** POSTed to by "Kết thúc". */
  readonly endAction: string
}

export interface Person {
  readonly name: string
  /** Workspace: the unit whose name stands in the top bar. */
  readonly unit?: string
  /** Workspace: the post the person has chosen, and where to change it. */
  readonly post?: string
  readonly switchPostHref?: string
  /** POSTed to by "Đăng xuất". */
  readonly signOutAction?: string
}

export interface LegalItem {
  readonly key: string
  readonly src: 'known' | 'event' | 'derived' | 'choice' | 'typed' | 'paper'
}

export interface Help {
  readonly phone: string
  readonly hours: string
  readonly counterHref: string
}

export interface PageOptions {
  /** Without the system's name; "Lỗi: " is put in front when there are errors. */
  readonly title: string
  /** The screen of ux.md §2, for example C-06. */
  readonly screen: string
  readonly shell: Shell
  readonly lang: Lang
  /** The permanent bar of a trial installation. */
  readonly demo: boolean
  /** The path of this page, where the comfort form comes back to. */
  readonly path: string
  readonly comfort?: Comfort
  readonly csrfToken?: string
  readonly person?: Person
  readonly actingFor?: ActingFor
  /** Workspace: the left rail, at most 7 items. Citizen: a short row under the header. */
  readonly nav?: readonly NavItem[]
  readonly breadcrumbs?: readonly { readonly href: string; readonly label: string }[]
  readonly back?: { readonly href: string; readonly label?: string }
  readonly errors?: readonly FieldError[]
  /** Names of islands beyond the kit's own (see defineIsland). */
  readonly scripts?: readonly string[]
  /** Every data item of the procedure and where it came from: the denominator of the prefilled share. */
  readonly legalItems?: readonly LegalItem[]
  readonly signInHref?: string
  readonly help?: Help
  /** Save-Data was asked for: no web font. */
  readonly saveData?: boolean
  /** A wider main column for tables and figures of the public and citizen shells. */
  readonly wide?: boolean
  /** Seconds until the session ends and where "Ở lại" posts. */
  readonly session?: { readonly seconds: number; readonly stayAction: string }
  /** More for the head, such as a robots line. */
  readonly head?: VNode
}
