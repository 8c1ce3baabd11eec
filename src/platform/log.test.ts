import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createLog } from './log.ts'
import { maskPersonalData } from './personal-data-mask.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog({ destination: { write: (line) => void lines.push(line) } }))
  for (const line of lines) assert.doesNotThrow(() => JSON.parse(line) as unknown, line)
  return lines.join('')
}

describe('the log', () => {
  it('hides identity numbers, phones and mails in words, however they are grouped', () => {
    for (const text of ['079203001234', 'số 079203001234.', '079 203 001 234', '079.203.001.234', '025123456', '0912345678', '+84912345678', '0912 345 678', 'lan.nguyen@example.vn', '8123456789', '0101234567-001', '00 360843721802', '1 2 3 079203001234 4 5 6 7 8 9 10 11']) {
      assert.doesNotMatch(maskPersonalData(text), /\d{4}|@/, text)
    }
  })

  it('leaves alone what no person is called by: times, ids, sums, codes', () => {
    for (const text of ['2026-11-22T01:02:03.004Z', '019a9f3c-7d2e-7b3a-9f00-0123456789ab', 'NĐ 154/2024/NĐ-CP', '10000', '1.004222', 'K7QF-2M9D', '::ffff:127.0.0.1', 'a079203001234b']) {
      assert.equal(maskPersonalData(text), text)
    }
  })

  it('never lets a personal number out, wherever it hides, and stays JSON', () => {
    const number = fc.integer({ min: 0, max: 999_999_999_999 }).map((value) => String(value).padStart(12, '0'))
    const place = (value: string) => fc.constantFrom<unknown>(value, { [value]: 1 }, [{ deep: { value } }], { err: new Error(`no ${value}`) }, { n: Number(value) }, new Error(value, { cause: new Error(value) }), new Map([[value, 1]]))
    fc.assert(fc.property(number.filter((value) => !value.startsWith('0')).chain((value) => fc.tuple(fc.constant(value), place(value), fc.string())), ([value, hidden, message]) => {
      assert.ok(!logged((log) => { log.info(hidden, `${message} ${value}`); log.warn(`${value}: %s`, value); log.child({ value }).error({ hidden }) }).includes(value))
    }), { numRuns: 60 })
  })

  it('keeps the place of a database error and drops the values it quotes', () => {
    const error = Object.assign(new Error('invalid input syntax for type date: "Nguyễn Thị Lan"'), { code: '22007', table: 'person_version', detail: 'Key (name)=(Nguyễn Thị Lan)', where: 'x' })
    const line = logged((log) => log.error({ err: error }, 'fault'))
    assert.doesNotMatch(line, /Nguyễn/)
    assert.match(line, /22007.*person_version/)
  })
})
