/** Goes on by itself once the telephone has said yes, or no; without it the button does. */
const box = document.querySelector<HTMLElement>('[data-elsewhere]')
const form = box?.closest('form')

async function ask(path: string): Promise<string> {
  const answer = await fetch(path, { headers: { accept: 'application/json' }, redirect: 'error' })
  return answer.ok ? ((await answer.json()) as { state: string }).state : 'waiting'
}

async function wait(path: string, left: number): Promise<void> {
  const state = await ask(path).catch(() => 'waiting')
  if (state !== 'waiting') form!.requestSubmit()
  else if (left > 0) setTimeout(() => void wait(path, left - 1), 3_000)
}

const path = box?.dataset['elsewhere']
if (form && path) setTimeout(() => void wait(path, 60), 3_000)
