import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assetPath, defineIsland, staticAssets } from './assets.ts'

const get = (name: string) => {
  const asset = staticAssets().find((candidate) => candidate.name === name)
  assert.ok(asset, name)
  return asset
}

describe('static files', () => {
  it('stay within the weights of ux-budgets.json', () => {
    const budgets = JSON.parse(readFileSync(new URL('../../../ux-budgets.json', import.meta.url), 'utf8')) as { page: { kitScriptBytes: number; fontBytes: number } }
    assert.ok(get('kit.js').br!.length <= budgets.page.kitScriptBytes, `script ${get('kit.js').br!.length}`)
    assert.ok(get('cham.css').br!.length <= 14 * 1024, `styles ${get('cham.css').br!.length}`)
    const fonts = staticAssets().filter((asset) => asset.type === 'font/woff2')
    assert.ok(fonts.reduce((sum, font) => sum + font.bytes.length, 0) <= budgets.page.fontBytes)
  })

  it('carry a hash of their content in the path and unpack to the same bytes', () => {
    for (const asset of staticAssets()) {
      assert.match(asset.path, /^\/static\/[0-9a-f]{12}\/[\w.-]+$/)
      assert.equal(asset.immutable, true)
      if (asset.br) assert.deepEqual(brotliDecompressSync(asset.br), Buffer.from(asset.bytes))
      if (asset.gz) assert.deepEqual(gunzipSync(asset.gz), Buffer.from(asset.bytes))
    }
    assert.equal(assetPath('cham.css'), get('cham.css').path)
    assert.throws(() => assetPath('nothing.css'), /no static file/)
  })

  it('ask no other site for anything', () => {
    for (const asset of staticAssets().filter((candidate) => /css|javascript/.test(candidate.type))) {
      assert.doesNotMatch(Buffer.from(asset.bytes).toString('utf8'), /https?:\/\/|url\(\/\/|@import/, asset.name)
    }
  })

  it('use no style rule that a browser of 2020 drops whole', () => {
    const css = Buffer.from(get('cham.css').bytes).toString('utf8')
    assert.doesNotMatch(css, /@layer|@container|:has\(|&[ :.[]/)
  })

  it('leave the web font out of the light variant and keep it optional in the other', () => {
    assert.doesNotMatch(Buffer.from(get('cham-lite.css').bytes).toString('utf8'), /woff2/)
    const full = Buffer.from(get('cham.css').bytes).toString('utf8')
    assert.equal(full.match(/font-display:optional/g)?.length, 4)
  })

  it('take the islands of screens, each name once', () => {
    const entry = new URL('./islands/comfort.ts', import.meta.url)
    defineIsland('kit-test', entry)
    defineIsland('kit-test', entry)
    assert.match(assetPath('kit-test.js'), /kit-test\.js$/)
    assert.throws(() => defineIsland('kit-test', new URL('./islands/kit.ts', import.meta.url)), /two islands/)
    assert.throws(() => defineIsland('kit', entry), /two islands/)
  })
})
