/** A file that the server would not take is named before it is sent: sending it would take long and lose what was typed beside it. */
export function weighFiles(): void {
  document.querySelectorAll<HTMLInputElement>('input[type="file"][data-max]').forEach((input) => input.addEventListener('change', () => weigh(input)))
  document.addEventListener('submit', (event) => {
    const heavy = [...(event.target as HTMLFormElement).querySelectorAll<HTMLInputElement>('input[type="file"][data-max]')].find(tooLarge)
    if (!heavy) return
    event.preventDefault()
    heavy.focus()
  })
}

const tooLarge = (input: HTMLInputElement): boolean => [...(input.files ?? [])].some((file) => file.size > Number(input.dataset['max']))

function weigh(input: HTMLInputElement): void {
  const id = `${input.id}-weight`
  document.getElementById(id)?.remove()
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each !== '' && each !== id)
  if (tooLarge(input)) {
    const line = document.createElement('p')
    line.id = id
    line.className = 'field-error'
    line.setAttribute('role', 'alert')
    line.textContent = input.dataset['tooLarge'] ?? ''
    input.before(line)
    described.push(id)
  }
  if (described.length > 0) input.setAttribute('aria-describedby', described.join(' '))
}
