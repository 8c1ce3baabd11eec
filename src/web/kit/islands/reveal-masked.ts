import { postForm } from './post-form.ts'

/** Shows a masked value in place: the same logged POST as without script, answered as JSON `{ value }`. Anything else: the plain form. */
export function revealMasked(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-masked] button')
    const form = button?.form
    const text = button?.closest('[data-masked]')?.querySelector('[data-masked-text]')
    if (!button || !form || !text) return
    event.preventDefault()
    void reveal(form).then((value) => {
      if (value === undefined) return form.submit()
      text.textContent = value
      button.remove()
    })
  })
}

async function reveal(form: HTMLFormElement): Promise<string | undefined> {
  try {
    const answer = await postForm(form, { redirect: 'error' })
    if (!answer.ok) return undefined
    const { value } = await answer.json() as { value?: unknown }
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
