import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { localTimeOf } from '../../kernel/plain-date.ts'
import { instantOf, millisecondsOf } from '../../platform/index.ts'
import { gather, renderNotice, renderSms, type Part } from './render.ts'
import { afterQuietHours, messageRules } from './rules.ts'
import { smsParts, smsTexts, smsToSend, withoutMarks } from './sms-text.ts'
import { templates, type Template, type TemplateKey } from './templates.ts'

const rules = messageRules('2026-11-22')
/** Long values as they occur: the longest dossier code, a name of a lane, a deadline. */
const samples: Record<string, string | number> = {
  code: 'H99.41.03-261122-0001', serviceName: 'Đăng ký khai sinh', unit: 'Trung tâm mẫu', laneTitle: 'Thẻ bảo hiểm y tế', says: 'Bảo hiểm xã hội đang xem hồ sơ', count: 12, until: '2026-12-10T10:00:00.000Z',
  organisation: 'Ngân hàng Mẫu', purpose: 'mở tài khoản', label: 'Điện thoại của tôi', text: 'Mã đăng nhập Congdan', minutes: 5, level: 2, days: 7, reason: 'Ảnh chụp chưa rõ mặt, cần chụp lại tại quầy', device: 'Chrome trên Windows', name: 'Hợp tác xã Mẫu', to: 'đã khóa', times: 20, what: 'mật khẩu của một số từ nhiều nơi', missed: 3, stale: 1,
}
const banned = ['vui lòng', 'quý khách', 'không hợp lệ', 'thao tác', 'truy vấn', 'hệ thống báo', 'xác thực thất bại', 'liên hệ quản trị viên']
const part = (template: TemplateKey): Part => ({ template, vars: samples, topic: template, order: '1', at: '2026-11-22T02:00:00.000Z' })
const sentences = (template: Template) => [...Object.values(template.vi), template.sms].flatMap((text: string) => text.split(/[.?!:;]+\s*/)).filter((text) => text.trim() !== '')

describe('words of messages', () => {
  for (const [key, template] of Object.entries(templates) as [TemplateKey, Template][]) {
    it(`${key}: plain words, short sentences, no link, no request for a code`, () => {
      const all = [...Object.values(template.vi), template.sms].join(' ').toLowerCase()
      assert.deepEqual(banned.filter((word) => all.includes(word)), [])
      assert.deepEqual(sentences(template).filter((sentence) => sentence.trim().split(/\s+/).length > 20), [])
      for (const text of [all, ...Object.values(template.en)]) {
        assert.doesNotMatch(text, /https?:|www\.|\.vn\b/)
        assert.doesNotMatch(text, /(?<!không )(gửi|nhập|đọc|cung cấp|nhắn)( lại)? (mã|mật khẩu)/i)
      }
    })

    it(`${key}: says what happened, what to do, whom to call, in both languages, with no place left open`, () => {
      for (const lang of ['vi', 'en'] as const) {
        const { title, body } = renderNotice([part(key)], lang, rules, 'ABCD1234')
        assert.ok(title.length > 0 && title.length <= 60, title)
        assert.doesNotMatch(title + body, /\{\w+\}|undefined/)
        assert.ok(body.includes(rules.help.phone) && body.includes('ABCD1234'))
      }
    })

    it(`${key}: one SMS part without marks, at most two with them`, () => {
      const texts = smsTexts(renderSms([part(key)], rules), rules.sms)
      assert.doesNotMatch(texts.marked, /\{\w+\}/)
      assert.equal(texts.plainParts, 1, `${texts.plain.length} characters: ${texts.plain}`)
      assert.ok(texts.markedParts <= 2, `${texts.marked.length} characters`)
    })
  }

  it('prints the deadline of a request as people read it, in either language', () => {
    assert.match(renderNotice([part('dossier.supplement-requested')], 'vi', rules, 'X').body, /trước 17:00 thứ Năm 10\/12\/2026\./)
    assert.match(renderNotice([part('dossier.supplement-requested')], 'en', rules, 'X').body, /before 17:00 10\/12\/2026\./)
  })
})

describe('gathering changes of one filing', () => {
  const step = (order: string, topic: string, template: TemplateKey = 'dossier.moved'): Part => ({ ...part(template), topic, order })

  it('gives the same message in whatever order the events are worked off', () => {
    const changes = [step('1', 'birth'), step('2', 'residence'), step('3', 'birth'), step('4', 'card', 'dossier.supplement-requested'), step('5', 'card'), step('6', 'whole', 'dossier.ended')]
    fc.assert(fc.property(fc.shuffledSubarray(changes, { minLength: changes.length }), (shuffled) => {
      const gathered = shuffled.reduce<Part[]>((parts, each) => gather(parts, each), [])
      assert.deepEqual(gathered.map((each) => each.order), ['2', '3', '4', '6'], 'the newest of a topic, and the request instead of its step')
    }))
  })
})

describe('SMS texts', () => {
  it('loses marks and nothing else', () => {
    assert.equal(withoutMarks('Đã gửi hồ sơ «Đổi thẻ» – ông Ưng, ấp Phú Lộc…'), 'Da gui ho so "Doi the" - ong Ung, ap Phu Loc...')
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aăâeêioôơuưyđAĂÂĐbcdghklmnpqrstvx 0123456789.,ẻẽẹớợựỷ')) }), (text) => {
      const plain = withoutMarks(text)
      assert.match(plain, /^[\x20-\x7e]*$/)
      assert.equal(plain.length, text.normalize('NFC').length)
    }))
  })

  it('counts 70 characters a part with marks, 160 without, and less in longer ones', () => {
    assert.deepEqual([smsParts('ế'.repeat(70), rules.sms), smsParts('ế'.repeat(71), rules.sms), smsParts('ế'.repeat(135), rules.sms)], [1, 2, 3])
    assert.deepEqual([smsParts('e'.repeat(160), rules.sms), smsParts('e'.repeat(161), rules.sms), smsParts('e'.repeat(307), rules.sms)], [1, 2, 3])
  })

  it('keeps the marks where they cost no part more', () => {
    assert.equal(smsToSend('Đã gửi hồ sơ.', rules.sms), 'Đã gửi hồ sơ.')
    assert.equal(smsToSend('Đã gửi hồ sơ. '.repeat(6), rules.sms), 'Da gui ho so. '.repeat(6))
  })
})

describe('quiet hours', () => {
  it('hold nothing up by day and everything until seven in the morning by night', () => {
    assert.equal(afterQuietHours('2026-11-22T02:00:00.000Z', rules), '2026-11-22T02:00:00.000Z')
    assert.equal(afterQuietHours('2026-11-22T14:00:00.000Z', rules), '2026-11-23T00:00:00.000Z', '21:00')
    assert.equal(afterQuietHours('2026-11-22T13:59:59.000Z', rules), '2026-11-22T13:59:59.000Z', '20:59:59')
    assert.equal(afterQuietHours('2026-11-22T19:30:00.000Z', rules), '2026-11-23T00:00:00.000Z', '02:30 of the 23rd')
    assert.equal(afterQuietHours('2026-11-23T00:00:00.000Z', rules), '2026-11-23T00:00:00.000Z', '07:00')
  })

  it('never send earlier, never within them, never later than ten hours', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 5 * 86_400_000 }), (offset) => {
      const at = instantOf(millisecondsOf('2026-11-20T00:00:00.000Z') + offset)
      const sent = afterQuietHours(at, rules)
      const { hour } = localTimeOf(sent)
      assert.ok(sent >= at && millisecondsOf(sent) - millisecondsOf(at) <= 10 * 3_600_000)
      assert.ok(hour >= 7 && hour < 21)
    }))
  })
})
