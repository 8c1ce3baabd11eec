import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { indicators } from '../../../indicators/index.ts'
import { lintStrings } from '../kit/index.ts'
import { leaderStrings } from '../leader/strings.ts'
import { adminStrings } from './admin-strings.ts'
import { caseStrings } from './case-strings.ts'
import { correctionStrings } from './correction-strings.ts'
import { oversightStrings } from './oversight-strings.ts'
import { workStrings } from './strings.ts'

describe('words officers and leaders read', () => {
  for (const [name, catalogue] of Object.entries({ workStrings, caseStrings, correctionStrings, adminStrings, oversightStrings, leaderStrings })) {
    it(`${name} are plain Vietnamese`, () => assert.deepEqual(lintStrings(catalogue), []))
  }
  it('what an indicator says of itself is plain Vietnamese', () => {
    const say = (lang: 'vi' | 'en') => Object.fromEntries(indicators.flatMap((each) => [[`${each.id}.name`, each.name[lang]], [`${each.id}.list`, each.list[lang]], [`${each.id}.says`, each.says[lang]]]))
    assert.deepEqual(lintStrings({ vi: say('vi'), en: say('en') }), [])
  })
})
