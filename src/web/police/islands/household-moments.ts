// A slider over the moments of a household: it moves the list beside it, and letting go opens that moment. Only adds: list and button do the same.
document.querySelectorAll<HTMLElement>('[data-moments]').forEach((part) => {
  const [slider, list] = [part.querySelector<HTMLInputElement>('input[type=range]'), part.querySelector<HTMLSelectElement>('select')]
  if (!slider || !list || list.options.length < 3) return
  slider.hidden = false
  // The list has now first and then the newest; the slider has the oldest on the left.
  const show = (): void => {
    list.selectedIndex = Number(slider.max) - Number(slider.value)
    slider.setAttribute('aria-valuetext', list.selectedOptions[0]?.textContent ?? '')
  }
  show()
  slider.addEventListener('input', show)
  slider.addEventListener('change', () => list.form?.requestSubmit())
})
