import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { services } from '../../../procedures/index.ts'
import { instantOfLocal } from '../../kernel/plain-date.ts'
import { lanesOf } from '../catalogue/index.ts'
import { letterOf, letterText } from './index.ts'

const head = { dossierCode: 'H99.00031-261123-0042', unit: 'UBND xã Tân Mẫu', place: 'Tân Mẫu', date: '2026-11-23', applicant: { name: 'Nguyễn Thị Mai', phone: '091* *** 678' }, procedure: 'Đăng ký khai sinh', contact: '1900 0000, quầy 2' }

describe('letters of the one-stop mechanism', () => {
  it('01 receipt prints code, papers with their kind, sets, limit, both times and the way back', () => {
    const letter = letterOf({ ...head, form: 'receipt', receivedAt: instantOfLocal('2026-11-23', '09:05'), promisedAt: instantOfLocal('2026-11-23', '17:00'), receiver: 'Chị Lan', papers: [{ name: 'Giấy chứng sinh', as: 'register' }], sets: 1, limit: 'Trong ngày', returnBy: 'Kho giấy tờ điện tử' })
    assert.deepEqual([letter.formNo, letter.barcode], ['01', head.dossierCode])
    for (const part of ['H99.00031-261123-0042', 'Giấy chứng sinh (lấy từ cơ sở dữ liệu)', '1 bộ', 'Trong ngày', '09:05 23/11/2026', '17:00 23/11/2026', 'Kho giấy tờ điện tử', 'Chị Lan']) assert.ok(letterText(letter).includes(part), part)
  })

  it('02 supplement lists every coded defect once with its basis and the last day', () => {
    const defects = lanesOf(services[1]!)[0]!.defects.slice(0, 2)
    const text = letterText(letterOf({ ...head, form: 'supplement', defects, answerBefore: '2026-12-23' }))
    assert.match(text, /1\. Chụp và gửi giấy chứng sinh.*\(Luật Hộ tịch 2014, đ\.16\)/)
    assert.match(text, /Gửi trước ngày 23\/12\/2026\. Trong lúc chờ, đồng hồ dừng\./)
  })

  it('03 refusal cannot be written without a lawful ground', () => {
    for (const service of services) for (const lane of lanesOf(service)) for (const ground of lane.grounds) {
      const text = letterText(letterOf({ ...head, form: 'refusal', ground }))
      assert.ok(text.includes(ground.says) && text.includes(ground.basis.text))
    }
  })

  it('04 apology says how late, why and the new date; 05 says why it stops', () => {
    assert.match(letterText(letterOf({ ...head, form: 'apology', daysLate: 2, reason: 'đang chờ nơi cư trú cũ trả lời', newDate: '2026-11-27' })), /trễ hẹn 2 ngày làm việc[\s\S]*Ngày hẹn mới: 27\/11\/2026/)
    assert.match(letterText(letterOf({ ...head, form: 'stop', reason: 'hết thời gian chờ' })), /^Thông báo dừng giải quyết hồ sơ/)
  })
})
