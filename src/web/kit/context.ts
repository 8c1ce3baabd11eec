import { createContext } from 'preact'
import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import type { FieldError } from '../../kernel/refusal.ts'
import { kitStrings } from './strings/index.ts'
import type { Lang, Say } from './strings/index.ts'

export interface DetachedForm {
  readonly id: string
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** What every component of one page may know: filled by renderPage, never by a component. */
export interface PageContext {
  readonly lang: Lang
  readonly csrfToken: string | undefined
  readonly errors: readonly FieldError[]
  readonly path: string
  /** Forms that may not be nested where their button stands; renderPage writes them at the end of main. */
  readonly detached: DetachedForm[]
}

export const PageContextHolder = createContext<PageContext>({ lang: 'vi', csrfToken: undefined, errors: [], path: '/', detached: [] })

/** True inside a `<Form>`: a second form there would be broken HTML. */
export const InsideForm = createContext(false)

export function usePage(): PageContext {
  return useContext(PageContextHolder)
}

/** The kit's sentences in the language of the page. */
export function useKitText(): Say<typeof kitStrings.vi> {
  return kitStrings.in(usePage().lang)
}

/** The id of a form whose only button stands inside another form or a table; the button names it by `form=`. */
export function useDetachedForm(action: string, fields: Readonly<Record<string, string>> = {}): string {
  const { detached } = usePage()
  const id = `detached-${detached.length + 1}`
  detached.push({ id, action, fields })
  return id
}

export type Children = ComponentChildren
