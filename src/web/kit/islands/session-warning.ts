import { postForm } from './post-form.ts'

const WARN_BEFORE = 300

/** Five minutes before the end the warning appears; "Ở lại" asks for more time without leaving the page. */
export function warnOfSessionEnd(): void {
  const box = document.querySelector<HTMLElement>('[data-session]')
  const form = box?.querySelector('form')
  const left = box?.querySelector('[data-session-left]')
  if (!box || !form || !left) return
  const seconds = Number(box.dataset['session'])
  let end = performance.now() + seconds * 1000
  let timer = 0

  const tell = (): void => {
    const minutes = Math.max(0, Math.ceil((end - performance.now()) / 60_000))
    box.hidden = false
    document.documentElement.dataset['sessionEnds'] = ''
    left.textContent = (box.dataset['minutes'] ?? '#').replace('#', String(minutes))
    if (minutes > 0) timer = window.setTimeout(tell, 60_000)
  }
  const wait = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(tell, Math.max(0, end - performance.now() - WARN_BEFORE * 1000))
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    postForm(form).then((answer) => {
      if (!answer.ok) return form.submit()
      end = performance.now() + Math.max(seconds, WARN_BEFORE + 60) * 1000
      box.hidden = true
      delete document.documentElement.dataset['sessionEnds']
      wait()
    }, () => form.submit())
  })
  wait()
}
