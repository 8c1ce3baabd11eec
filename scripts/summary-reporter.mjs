// Failures in full and the closing counts, for logs that nobody scrolls.
export default async function* summary(source) {
  let passed = 0
  let failed = 0
  let skipped = 0
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue
    if (event.data.details?.type === 'suite') continue
    if (event.data.skip) skipped++
    else if (event.type === 'test:pass') passed++
    else {
      failed++
      yield `\n✖ ${event.data.file ?? ''} ${event.data.name}\n${event.data.details?.error?.cause?.stack ?? event.data.details?.error?.stack ?? ''}\n`
    }
  }
  yield `\n${passed} passed, ${failed} failed, ${skipped} skipped\n`
}
