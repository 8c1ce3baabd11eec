/** Copy buttons exist only with script and a clipboard. */
export function copyCodes(): void {
  if (!navigator.clipboard) return
  document.querySelectorAll<HTMLButtonElement>('button[data-copy]').forEach((button) => {
    button.hidden = false
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
        const words = button.querySelector('[aria-live]')
        if (words) words.textContent = button.dataset['copied'] ?? ''
      })
    })
  })
}
