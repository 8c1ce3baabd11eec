/** Says how many letters are left in a long answer, after the person stops typing. The words come from the page. */
export function countLetters(): void {
  document.querySelectorAll<HTMLTextAreaElement>('textarea[data-count]').forEach((area) => {
    const line = document.getElementById(`${area.id}-count`)
    const words = line?.dataset['left']
    if (!line || !words) return
    line.setAttribute('aria-live', 'polite')
    let timer = 0
    area.addEventListener('input', () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => { line.textContent = words.replace('#', String(Number(area.dataset['count']) - area.value.length)) }, 400)
    })
  })
}
