// The search box has the focus when the page opens without results or errors, so that an officer only types. With results the list comes first.
const box = document.querySelector<HTMLInputElement>('input[name="q"]')
if (box && document.querySelector('.table, .errors, .empty') === null) box.focus({ preventScroll: true })
