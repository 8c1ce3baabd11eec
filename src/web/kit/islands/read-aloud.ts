/** "Đọc to": the device's own voice, when it has one for the language of the page; else the button stays hidden. Never starts by itself. */
export function readAloud(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-read-aloud]')
  if (!button || typeof speechSynthesis === 'undefined') return
  const start = button.innerHTML
  const stop = button.dataset['readAloud'] ?? ''
  const lang = document.documentElement.lang

  const offer = (): void => {
    if (speechSynthesis.getVoices().some((voice) => voice.lang.toLowerCase().startsWith(lang))) button.hidden = false
  }
  const rest = (): void => { button.innerHTML = start }
  button.addEventListener('click', () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel()
      return rest()
    }
    button.textContent = stop
    const parts = (document.querySelector<HTMLElement>('main')?.innerText ?? '').split('\n').map((part) => part.trim()).filter(Boolean)
    parts.forEach((part, index) => {
      const words = new SpeechSynthesisUtterance(part)
      words.lang = lang
      if (index === parts.length - 1) words.onend = rest
      speechSynthesis.speak(words)
    })
  })
  offer()
  speechSynthesis.addEventListener?.('voiceschanged', offer)
  addEventListener('pagehide', () => speechSynthesis.cancel())
}
