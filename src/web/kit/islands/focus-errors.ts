/** The error summary gets the focus when the page arrives; its links go to the control itself, not only to its anchor. */
export function focusErrors(): void {
  const summary = document.querySelector<HTMLElement>('[data-focus]')
  if (!summary) return
  if (summary.parentElement?.id === 'noi-dung') summary.focus()
  summary.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]')
    const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!control) return
    event.preventDefault()
    control.focus({ preventScroll: true })
    const field = control.closest('.field') ?? control
    field.scrollIntoView({ block: 'start' })
  })
}
