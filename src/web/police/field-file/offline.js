// Runs inside a field list that was taken along, without a connection. What is written is kept on this device under the file's own name.
(function () {
  'use strict'
  var forms = Array.prototype.slice.call(document.querySelectorAll('form[data-finding]'))
  var count = document.getElementById('count')
  var keyOf = function (form) { return 'congdan-field-' + form.dataset.finding + '-' + form.dataset.version }
  var read = function (form) {
    var value = form.elements.value
    return { finding: form.dataset.finding, version: Number(form.dataset.version), outcome: form.elements.outcome.value, value: value ? value.value : '', note: form.elements.note.value }
  }
  var done = function () { return forms.map(read).filter(function (one) { return one.outcome !== '' }) }
  var tell = function () { count.textContent = count.dataset.words.replace('{n}', String(done().length)) }
  forms.forEach(function (form) {
    form.addEventListener('submit', function (event) { event.preventDefault() })
    try {
      var kept = JSON.parse(localStorage.getItem(keyOf(form)) || 'null')
      if (kept) {
        form.elements.outcome.value = kept.outcome
        form.elements.note.value = kept.note
        if (form.elements.value) form.elements.value.value = kept.value
      }
    } catch { /* A device that keeps nothing still saves the file. */ }
    form.addEventListener('input', function () {
      try { localStorage.setItem(keyOf(form), JSON.stringify(read(form))) } catch { /* as above */ }
      tell()
    })
  })
  document.getElementById('save').addEventListener('click', function () {
    var link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ kind: 'congdan.field-results', results: done() }, null, 2)], { type: 'application/json' }))
    link.download = 'ket-qua-' + new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-') + '.json'
    document.body.appendChild(link)
    link.click()
    link.remove()
  })
  tell()
})()
