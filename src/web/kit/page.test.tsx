import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VNode } from 'preact'
import { Button, Form, KIT_SAMPLES, MaskedValue, TextField, kitPage, kitSample, renderPage } from './index.ts'
import type { PageOptions } from './index.ts'

const base: PageOptions = { title: 'Thử', screen: 'C-06', shell: 'citizen', lang: 'vi', demo: false, path: '/thu', csrfToken: 'tok"en' }
const page = (options: Partial<PageOptions> = {}, body: VNode = <h1>Thử</h1>): string => renderPage({ ...base, ...options }, body)

describe('renderPage', () => {
  it('is a whole document in the language of the page, with its screen marked on main', () => {
    const html = page()
    assert.match(html, /^<!doctype html><html lang="vi" /)
    assert.match(html, /<main id="noi-dung" [^>]*data-screen="C-06"/)
    assert.match(html, /<title>Thử – Congdan<\/title>/)
    assert.match(page({ lang: 'en' }), /<html lang="en"/)
  })

  it('prefixes the title when something is wrong and when somebody is helped', () => {
    assert.match(page({ errors: [{ field: 'a', vi: 'Nhập a' }] }), /<title>Lỗi: Thử/)
    assert.match(page({ actingFor: { name: 'Ông Sáu', basis: 'OTP', until: '10:00', endAction: '/xong' } }), /<title>Làm giúp: Thử/)
  })

  it('lists each error once in the summary with a link to its control, and repeats the words beside it', () => {
    const html = page({ errors: [{ field: 'child.fullName', vi: 'Nhập tên', en: 'Enter the name' }] }, <Form action="/a"><TextField heading name="child.fullName" label="Tên bé?" value="Gia" /></Form>)
    assert.match(html, /role="alert"[^>]*>.*<a href="#f-child-fullName">Nhập tên<\/a>/s)
    assert.match(html, /<input id="f-child-fullName"[^>]*aria-describedby="f-child-fullName-error"[^>]*aria-invalid="true"[^>]*value="Gia"/)
    assert.match(html, /id="f-child-fullName-error">.*Nhập tên/s)
    assert.match(page({ lang: 'en', errors: [{ field: 'a', vi: 'Nhập tên', en: 'Enter the name' }] }), /Enter the name/)
  })

  it('shows the demo bar on a trial installation only', () => {
    assert.match(page({ demo: true }), /Bản chạy thử – không phải cổng chính thức/)
    assert.doesNotMatch(page(), /Bản chạy thử/)
  })

  it('keeps help in the same place in every shell: phone before counter, inside the footer', () => {
    for (const shell of ['public', 'citizen', 'workspace'] as const) {
      assert.match(page({ shell, help: { phone: '1900 1234', hours: '7:00–21:00', counterHref: '/noi-lam' } }), /<footer.*href="tel:19001234".*href="\/noi-lam".*<\/footer>/s, shell)
    }
  })

  it('refuses a left rail of more than seven items', () => {
    const items = (count: number) => Array.from({ length: count }, (_, index) => ({ href: `/${index}`, label: `Mục ${index}` }))
    assert.ok(page({ shell: 'workspace', nav: items(7) }))
    assert.throws(() => page({ shell: 'workspace', nav: items(8) }), /at most 7/)
  })

  it('puts the token into every form that posts and into none that gets', () => {
    const html = page({}, <><h1>a</h1><Form action="/a" command="c-1"><Button act="go">Gửi</Button></Form><Form action="/b" method="get"><Button act="find">Tìm</Button></Form></>)
    assert.match(html, /<form[^>]*action="\/a" method="post"[^>]*><input type="hidden" name="_csrf" value="tok&quot;en"\/?><input type="hidden" name="_command" value="c-1"/)
    assert.match(html, /<form[^>]*action="\/b" method="get"[^>]*><button/)
    for (const form of html.match(/<form[^>]*method="post"[^>]*>.*?<\/form>/gs) ?? []) assert.match(form, /name="_csrf"/, form)
  })

  it('never nests forms: a reveal inside a form belongs to a form of its own after it', () => {
    const html = page({}, <Form action="/outer"><MaskedValue masked="099 •••" label="số định danh" revealAction="/reveal" revealFields={{ f: 'mother.pin' }} /></Form>)
    const outer = html.indexOf('action="/outer"')
    const outerEnd = html.indexOf('</form>', outer)
    const reveal = html.indexOf('action="/reveal"')
    assert.ok(reveal > outerEnd, 'the reveal form must come after the outer form ends')
    const id = /<form id="(detached-\d+)" action="\/reveal"/.exec(html)?.[1]
    assert.match(html, new RegExp(`<button[^>]*form="${id}"`))
    assert.match(html, /action="\/reveal".*name="f" value="mother.pin".*<\/form>/s)
    assert.throws(() => page({}, <Form action="/a"><Form action="/b">x</Form></Form>), /inside a form/)
  })

  it('writes the legal items as data that cannot end its element early', () => {
    const html = page({ legalItems: [{ key: '</script><b>', src: 'known' }] })
    const data = /<script type="application\/json" id="legal-items">(.*?)<\/script>/s.exec(html)?.[1]
    assert.deepEqual(JSON.parse(data ?? ''), [{ key: '</script><b>', src: 'known' }])
  })

  it('sends no font to who asked to save data', () => {
    assert.match(page(), /\/cham\.css"/)
    assert.match(page({ saveData: true }), /\/cham-lite\.css"/)
  })

  it('carries the comfort choices on the root and offers them as plain forms', () => {
    const html = page({ comfort: { text: 150, theme: 'contrast', simple: true } })
    assert.match(html, /<html[^>]*data-theme="contrast" data-text="150"[^>]*data-simple/)
    assert.match(html, /<form[^>]*action="\/tuy-chon" method="post">.*name="back" value="\/thu".*name="text" value="150" aria-pressed="true"/s)
  })
})

describe('every page of the catalogue', () => {
  const options = { lang: 'vi', demo: true, path: '/kit' } as const
  const pages = [['kit', kitPage(options)], ...KIT_SAMPLES.map((name) => [name, kitSample(name, options) ?? ''])] as const

  it('has one h1, no inline style, no inline script and no handler: it lives under default-src self', () => {
    for (const [name, html] of pages) {
      assert.equal(html.match(/<h1[\s>]/g)?.length, 1, `${name}: one h1`)
      assert.doesNotMatch(html, /\sstyle="|<style|\son[a-z]+="|javascript:/, name)
      for (const script of html.match(/<script[^>]*>/g) ?? []) assert.match(script, /src="\/static\/|type="application\/json"/, name)
    }
  })

  it('gives every id once', () => {
    for (const [name, html] of pages) {
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
      assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), [], name)
    }
  })

  it('marks every control a person fills with a data item and its source, and no control with a source the state owns', () => {
    for (const [name, html] of pages) {
      const main = /<main.*<\/main>/s.exec(html)?.[0] ?? ''
      for (const control of main.match(/<(?:input|select|textarea)\b[^>]*>/g) ?? []) {
        if (control.includes('type="hidden"')) continue
        assert.match(control, /data-f="[^"]+"/, `${name}: ${control}`)
        assert.match(control, /data-src="(?:typed|choice|paper|proof)"/, `${name}: ${control}`)
      }
    }
  })

  it('knows no sample of another name', () => {
    assert.equal(kitSample('nowhere', options), undefined)
  })
})
