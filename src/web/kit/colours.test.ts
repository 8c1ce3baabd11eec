import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8')

/** Text on its ground, at least 4.5 : 1 (WCAG 1.4.3). */
const TEXT: readonly (readonly [string, string])[] = [
  ['ink', 'paper'], ['ink', 'card'], ['ink', 'sunk'], ['ink', 'field'], ['ink', 'tin-bg'], ['ink', 'can-bg'], ['ink', 'loi-bg'], ['ink', 'biet-bg'], ['ink-2', 'paper'], ['ink-2', 'card'], ['ink-2', 'sunk'], ['ink-2', 'biet-bg'],
  ['ink-3', 'paper'], ['ink-3', 'card'], ['ink-3', 'sunk'], ['ink-3', 'tin-bg'], ['ink-3', 'can-bg'], ['link', 'paper'], ['link', 'card'], ['link', 'sunk'], ['link', 'tin-bg'], ['link', 'can-bg'], ['link-hover', 'paper'],
  ['act-ink', 'act'], ['act-ink', 'act-hover'], ['act-ink', 'act-press'], ['loi-ink', 'loi-act'], ['loi-ink', 'loi-act-hover'], ['band-ink', 'band'], ['band-ink', 'band-deep'],
  ['biet', 'biet-bg'], ['biet', 'card'], ['can', 'can-bg'], ['can', 'card'], ['loi', 'loi-bg'], ['loi', 'card'], ['loi', 'paper'], ['tin', 'tin-bg'], ['focus-ink', 'focus'],
]

/** Edges of controls, lines of charts and the focus line, at least 3 : 1 (WCAG 1.4.11). */
const EDGES: readonly (readonly [string, string])[] = [['vien', 'field'], ['vien', 'paper'], ['vien', 'card'], ['focus-line', 'paper'], ['focus-line', 'card'], ['chart-1', 'paper'], ['chart-1', 'chart-rest'], ['chart-2', 'paper'], ['biet', 'paper'], ['can-line', 'can-bg']]

describe('colours', () => {
  for (const theme of ['light', 'dark', 'contrast']) {
    it(`of the ${theme} theme can be read`, () => {
      const tokens = tokensOf(theme)
      const weak = [...TEXT.map((pair) => [...pair, 4.5] as const), ...EDGES.filter(([edge]) => theme === 'light' ? edge !== 'can-line' : true).map((pair) => [...pair, 3] as const)]
        .map(([front, ground, least]) => ({ front, ground, least, ratio: contrast(tokens.get(front), tokens.get(ground)) }))
        .filter(({ ratio, least }) => ratio < least)
      assert.deepEqual(weak, [])
    })
  }

  it('of the light theme are those of the design language', () => {
    const tokens = tokensOf('light')
    const said = { ink: '#1b1f24', 'ink-2': '#4a5259', 'ink-3': '#5b646c', paper: '#fbfaf7', act: '#0b4f6c', 'act-hover': '#0f6684', 'act-press': '#083a50', biet: '#1b6b3a', 'biet-bg': '#e8f3ee', can: '#6b4700', 'can-bg': '#fff4d6', loi: '#a3231b', 'loi-bg': '#fdecea', 'tin-bg': '#e6f1f6', focus: '#ffd23f', vien: '#6b747c' }
    for (const [name, hex] of Object.entries(said)) assert.equal(tokens.get(name), hex, name)
    assert.ok(contrast('#ffffff', tokens.get('act')) > 8.8)
  })
})

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\]\\s*\\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/g)].map((match) => [match[1]!, whole(match[2]!)]))
}

function whole(hex: string): string {
  return hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
}

function contrast(first: string | undefined, second: string | undefined): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Relative luminance of WCAG 2. */
function luminance(hex: string | undefined): number {
  assert.match(hex ?? '', /^#[0-9a-f]{6}$/)
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex!.slice(at, at + 2), 16) / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
