import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Checkboxes, ClockChip, DateField, FactLine, KnownCard, LineChart, BarChart, MaskedValue, NumberTile, OtpField, PinField, QrImage, RadioGroup, SearchSelect, Select, TextArea, TextField } from './index.ts'

const html = (node: VNode): string => renderToString(node)

describe('controls', () => {
  it('ask for a date in three labelled boxes and mark them as one data item', () => {
    const text = html(<DateField name="born" label="Ngày sinh" value={{ day: '8', month: '5', year: '2026' }} error="Xem lại ngày" />)
    assert.deepEqual([...text.matchAll(/name="(born\.\w+)"/g)].map((match) => match[1]), ['born.day', 'born.month', 'born.year'])
    assert.equal(text.match(/data-f="born" data-src="typed"/g)?.length, 3)
    assert.match(text, /<fieldset[^>]*aria-describedby="f-born-hint f-born-error"/)
    for (const id of [...text.matchAll(/for="([^"]+)"/g)].map((match) => match[1])) assert.match(text, new RegExp(`id="${id}"`))
  })

  it('name the first radio as the target of the error summary and keep what was chosen', () => {
    const text = html(<RadioGroup name="home" label="Ở đâu?" value="b" error="Chọn nhà" options={[{ value: 'a', label: 'A' }, { value: 'b', label: 'B', hint: 'xa' }]} />)
    assert.match(text, /id="f-home" name="home" value="a"/)
    assert.match(text, /id="f-home-2" name="home" value="b"[^>]*checked/)
    assert.match(html(<Checkboxes name="t" label="x" values={['1']} options={[{ value: '1', label: 'Một' }]} />), /checked/)
    assert.match(html(<Select name="s" label="x" value="2" options={[{ value: '1', label: 'Một' }, { value: '2', label: 'Hai' }]} />), /value="2" selected/)
  })

  it('never leave validation to the browser and never forbid pasting or filling in', () => {
    const text = html(<><PinField name="pin" label="Số" /><OtpField name="otp" label="Mã" /></>)
    assert.doesNotMatch(text, /required|pattern=|type="number"|onpaste/)
    assert.match(text, /name="otp"[^>]*data-src="proof"[^>]*autocomplete="one-time-code"/)
    assert.match(text, /name="pin"[^>]*inputmode="numeric"/)
  })

  it('search in plain HTML: the query and the choice are posted under their own names', () => {
    const none = html(<SearchSelect name="commune" label="Xã" query="Tan Mou" results={[]} />)
    assert.match(none, /name="commune\.query" value="Tan Mou"/)
    assert.match(none, /name="_search" value="commune"/)
    assert.match(none, /Không thấy «Tan Mou»/)
    const some = html(<SearchSelect name="commune" label="Xã" query="Tan" results={[{ value: '99001', label: 'Xã Tân Mẫu' }]} />)
    assert.match(some, /type="radio"[^>]*name="commune" value="99001"/)
    assert.match(html(<SearchSelect name="commune" label="Xã" value="99001" chosenLabel="Xã Tân Mẫu" />), /type="hidden" name="commune" value="99001"/)
  })

  it('take less in a browser than the server reads, so that nothing typed is lost on the way', () => {
    const longest = (text: string): number => Number(/maxlength="(\d+)"/.exec(text)?.[1])
    const percentEncoded = 'ữ'.length * 9
    const [line, area] = [longest(html(<TextField name="a" label="A" />)), longest(html(<TextArea name="b" label="B" maxlength={300} />))]
    assert.ok(2 * area * percentEncoded + 4 * line * percentEncoded < 512 * 1024 + 1, `${line} and ${area}`)
  })

  it('escape what people typed', () => {
    assert.match(html(<TextArea name="n" label="Lời nhắn" value={'</textarea><script>'} />), /&lt;\/textarea>&lt;script>/)
  })
})

describe('known facts', () => {
  it('are text with source and date, and hold no control that could post them back', () => {
    const text = html(<KnownCard title="Mẹ"><FactLine f="mother.fullName" label="Họ tên" value="Nguyễn Thị Mai" source={{ name: 'CSDL dân cư', date: '02/03/2026' }} wrongHref="/bao-sai" /></KnownCard>)
    assert.doesNotMatch(text, /<input|<select|<textarea/)
    assert.match(text, /data-f="mother.fullName" data-src="known">Nguyễn Thị Mai/)
    assert.match(text, /Nguồn: CSDL dân cư, cập nhật 02\/03\/2026/)
    assert.match(text, /Báo sai: Họ tên/)
  })

  it('say that a register is silent instead of asking', () => {
    const text = html(<FactLine f="marriage" label="Kết hôn" state="pending" source={{ name: 'Hộ tịch' }} />)
    assert.match(text, /Chưa lấy được từ Hộ tịch. Hồ sơ vẫn nộp được/)
  })

  it('keep a masked value out of the page until the server reveals it', () => {
    assert.doesNotMatch(html(<MaskedValue masked="099 •••" label="số" revealAction="/r" />), /512/)
    assert.match(html(<MaskedValue masked="099 •••" value="099 199 000 512" label="số" revealAction="/r" />), /099 199 000 512.*được ghi lại/)
  })
})

describe('states and figures', () => {
  it('say the clock in words beside the icon', () => {
    assert.match(html(<ClockChip state="late" late="1 ngày" />), /Trễ 1 ngày/)
    assert.match(html(<ClockChip state="paused" reason="chờ ông/bà" />), /Đồng hồ dừng: chờ ông\/bà/)
    assert.match(html(<ClockChip state="running" left="2 giờ" due="17:00" />), /Còn 2 giờ, hẹn 17:00/)
  })

  it('show a missing figure as a gap, never as zero', () => {
    const text = html(<NumberTile title="Đúng hạn" how="…" href="/a" hrefLabel="Mở" gapSource="Một cửa" />)
    assert.match(text, /Chưa có số liệu.*Một cửa chưa trả lời/s)
    assert.doesNotMatch(text, /tile-value/)
  })

  it('draw bars in proportion inside their own table', () => {
    const text = html(<BarChart caption="Trễ" labelHeader="Nơi" valueHeader="Hồ sơ" bars={[{ label: 'A', value: 10 }, { label: 'B', value: 5 }, { label: 'C', value: 0 }]} />)
    assert.deepEqual([...text.matchAll(/class="bar-fill" width="([\d.]+)%"/g)].map((match) => match[1]), ['100', '50', '0'])
    assert.match(text, /<th scope="row">B<\/th>.*<td class="num">5<\/td>/s)
    assert.throws(() => html(<BarChart caption="x" labelHeader="a" valueHeader="b" bars={[{ label: 'A', value: -1 }]} />), /below zero/)
  })

  it('break the line where a figure is missing and give the same figures as a table', () => {
    const text = html(<LineChart id="t" caption="Đúng hạn" points={[{ label: '1', value: 1 }, { label: '2', value: null }, { label: '3', value: 3, text: '3 %' }]} />)
    const line = /class="line" d="(M[^"]+)"[^/]*\/?>(?:<\/path>)?<path class="line-dot"/.exec(text)?.[1] ?? ''
    assert.equal(line.match(/M/g)?.length, 2, line)
    assert.match(text, /<th scope="row">2<\/th><td class="num">Chưa có số liệu<\/td>/)
    assert.match(text, /<th scope="row">3<\/th><td class="num">3 %<\/td>/)
  })

  it('draw a QR code with its quiet zone and name it', () => {
    const text = html(<QrImage text="099.17.23.05-261122-0042" label="Mã QR của hồ sơ" />)
    assert.match(text, /role="img" aria-label="Mã QR của hồ sơ"/)
    assert.match(text, /viewBox="0 0 33 33"/)
    assert.match(text, /d="M4 4h7v1h-7z/)
  })
})
