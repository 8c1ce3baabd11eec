const OFF = 'cham-keys-off'

/**
 * Keys of officers, printed on what they press: `data-key="F10"`, `"Enter"`, `"1"`, `"Ctrl+Enter"`. A key inside a text box is text,
 * but for function keys. Single letters and digits can be switched off (WCAG 2.1.4).
 */
export function shortcuts(): void {
  const toggle = document.querySelector<HTMLButtonElement>('[data-keys]')
  if (toggle) offerSwitch(toggle)
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return
    const key = nameOf(event)
    const single = key.length === 1
    if (single && (localStorage.getItem(OFF) !== null || isTyping(event.target))) return
    if (key === 'Enter' && (event.target as Element).closest('a,button,summary,textarea,input,select')) return
    const target = [...document.querySelectorAll<HTMLElement>('[data-key]')].find((element) => element.dataset['key']?.toLowerCase() === key.toLowerCase() && element.offsetParent !== null)
    if (!target || (target as HTMLButtonElement).disabled) return
    event.preventDefault()
    if (target.matches('input:not([type=radio]):not([type=checkbox]),textarea,select')) target.focus()
    else target.click()
  })
}

function nameOf(event: KeyboardEvent): string {
  if (event.metaKey || event.altKey) return ''
  const key = event.key === 'Escape' ? 'Esc' : event.key
  return event.ctrlKey ? `Ctrl+${key}` : key
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=radio]):not([type=checkbox]):not([type=submit]),textarea,select,[contenteditable]')
}

function offerSwitch(toggle: HTMLButtonElement): void {
  const words = [toggle.textContent ?? '', toggle.dataset['keys'] ?? ''] as const
  const show = (): void => { toggle.textContent = words[localStorage.getItem(OFF) === null ? 0 : 1] }
  toggle.hidden = false
  toggle.addEventListener('click', () => {
    if (localStorage.getItem(OFF) === null) localStorage.setItem(OFF, '1')
    else localStorage.removeItem(OFF)
    show()
  })
  show()
}
