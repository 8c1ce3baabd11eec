import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lineErrors, lineFixes, lineWarnings, listKinds } from '../../data-ecosystem/linkage/index.ts'
import { lintStrings } from '../kit/index.ts'
import { reviewStrings } from './review-strings.ts'
import { stewardStrings } from './strings.ts'

it('the words of the data steward are plain in both languages, the sentences about lines too', () => {
  for (const catalogue of [stewardStrings, reviewStrings]) assert.deepEqual(lintStrings(catalogue), [])
  const kinds = Object.fromEntries(listKinds().flatMap(({ id, name, columns }) => [[id, name] as const, ...Object.entries(columns).flatMap(([column, of]) => (of ? [[`${id}-${column}`, of.name] as const] : []))]))
  for (const table of [lineErrors, lineWarnings, lineFixes, kinds]) {
    const of = (lang: 'vi' | 'en'): Record<string, string> => Object.fromEntries(Object.entries(table).map(([code, words]) => [code, words[lang]]))
    assert.deepEqual(lintStrings({ vi: of('vi'), en: of('en') }), [])
  }
})
