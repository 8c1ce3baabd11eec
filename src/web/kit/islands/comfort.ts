/** The comfort panel closes by Escape or a press elsewhere, as people expect of a menu. */
export function closeComfort(): void {
  const panel = document.querySelector<HTMLDetailsElement>('details.comfort')
  if (!panel) return
  document.addEventListener('click', (event) => {
    if (!panel.contains(event.target as Node)) panel.open = false
  })
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    panel.open = false
    panel.querySelector('summary')?.focus()
  })
}
