import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lintStrings } from '../kit/index.ts'
import { actStrings } from './act-strings.ts'
import { claimStrings } from './claim-strings.ts'
import { duplicateStrings } from './duplicate-strings.ts'
import { householdStrings } from './household-strings.ts'
import { kinStrings } from './kin-strings.ts'
import { lodgingStrings } from './lodging-strings.ts'
import { numberStrings } from './number-strings.ts'
import { personStrings } from './person-strings.ts'
import { passStrings } from './pass-strings.ts'
import { possibleStrings } from './possible-strings.ts'
import { proposalStrings } from './proposal-strings.ts'
import { policeStrings } from './strings.ts'
import { worklistStrings } from './worklist-strings.ts'

it('the words of the police workspace are plain in both languages', () => {
  for (const catalogue of [actStrings, lodgingStrings, proposalStrings, policeStrings, personStrings, householdStrings, worklistStrings, numberStrings, kinStrings, duplicateStrings, claimStrings, possibleStrings, passStrings]) assert.deepEqual(lintStrings(catalogue), [])
})
