// Digits pick an answer of the item the eyes are on, and the next open item follows. Only adds: the answers are plain radio buttons.
const OFF = 'cham-keys-off'

function review(list: HTMLElement): void {
  list.addEventListener('change', (event) => (event.target as Element).closest('[data-item]')?.classList.add('check-done'))
  document.addEventListener('keydown', (event) => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target) || localStorage.getItem(OFF) !== null) return
    const item = currentItem(list)
    const answer = item?.querySelector<HTMLInputElement>(`input[data-key="${event.key}"]`)
    if (!item || !answer) return
    event.preventDefault()
    answer.checked = true
    answer.dispatchEvent(new Event('change', { bubbles: true }))
    const next = itemsOf(list).find((other) => !isAnswered(other)) ?? item
    const target = next === item ? answer : next.querySelector<HTMLInputElement>('input')
    target?.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest' })
  }, { capture: true })
}

const itemsOf = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-item]')]
const isAnswered = (item: HTMLElement): boolean => item.querySelector('input:checked') !== null

/** The item with the focus, else the first without an answer, else the first. */
function currentItem(list: HTMLElement): HTMLElement | undefined {
  const items = itemsOf(list)
  return items.find((item) => item.contains(document.activeElement)) ?? items.find((item) => !isAnswered(item)) ?? items[0]
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=radio]):not([type=checkbox]),textarea,select')
}

document.querySelectorAll<HTMLElement>('[data-review]').forEach(review)
