import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lintStrings } from '../kit/index.ts'
import { counterStrings } from './strings.ts'

it('the words of the desk are plain', () => assert.deepEqual(lintStrings(counterStrings), []))
