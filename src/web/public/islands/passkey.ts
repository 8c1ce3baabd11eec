// Passkeys: signing in, signing a dossier, adding one. Without this script the pages offer number, password and code.
import { hasPasskeys, runCeremony } from './passkey-ceremony.ts'

for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) prepare(box)

function prepare(box: HTMLElement): void {
  const button = box.querySelector<HTMLButtonElement>('[data-passkey-button]')
  const says = box.querySelector<HTMLElement>('[data-passkey-says]')
  if (!button || !says) return
  if (!window.isSecureContext) return void (says.textContent = box.dataset['insecure'] ?? '')
  if (!hasPasskeys()) return void (says.textContent = box.dataset['unsupported'] ?? '')
  says.textContent = ''
  button.hidden = false
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') === 'true') return
    button.setAttribute('aria-disabled', 'true')
    says.textContent = box.dataset['waiting'] ?? ''
    void runCeremony(box).then((outcome) => {
      if ('next' in outcome) return void location.assign(outcome.next)
      button.removeAttribute('aria-disabled')
      says.textContent = outcome.says ?? box.dataset[outcome.reason] ?? ''
    })
  })
}
