/** A form is sent once: the second press does nothing and the page says that it is sending. The server is idempotent anyway. */
export function pressOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    const words = form.dataset['once']
    if (words === undefined || event.defaultPrevented) return
    if (form.dataset['sent'] !== undefined) {
      event.preventDefault()
      return
    }
    form.dataset['sent'] = ''
    // After the browser has read the pressed button's name and value.
    setTimeout(() => say(form, words))
    // A download leaves the page where it is: let the form be used again.
    setTimeout(() => reset(form), 20_000)
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach(reset)
  })
}

function say(form: HTMLFormElement, words: string): void {
  form.querySelectorAll('button').forEach((button) => button.setAttribute('aria-disabled', 'true'))
  const line = document.createElement('p')
  line.className = 'sending'
  line.setAttribute('role', 'status')
  form.append(line)
  // A live region must exist before its words do.
  setTimeout(() => { line.textContent = words }, 50)
}

function reset(form: HTMLFormElement): void {
  delete form.dataset['sent']
  form.querySelectorAll('button').forEach((button) => button.removeAttribute('aria-disabled'))
  form.querySelectorAll('.sending').forEach((line) => line.remove())
}
