import assert from 'node:assert/strict'
import { it } from 'node:test'
import { campaignKinds, outcomeOf } from '../../data-ecosystem/campaigns/index.ts'
import { lintStrings } from '../kit/index.ts'
import { campaignStrings } from './strings.ts'

it('the words of campaigns are plain in both languages, those of the data files too', () => {
  assert.deepEqual(lintStrings(campaignStrings), [])
  const kinds = campaignKinds('2026-11-22')
  const texts = [...kinds.flatMap((kind) => [[`${kind.id}.name`, kind.name], [`${kind.id}.goal`, kind.goal], [`${kind.id}.look`, kind.lookAt]] as const), ...[...new Set(kinds.flatMap((kind) => kind.outcomes))].map((id) => [id, outcomeOf(id).name] as const)]
  const of = (lang: 'vi' | 'en'): Record<string, string> => Object.fromEntries(texts.map(([key, words]) => [key, words[lang]]))
  assert.deepEqual(lintStrings({ vi: of('vi'), en: of('en') }), [])
})
