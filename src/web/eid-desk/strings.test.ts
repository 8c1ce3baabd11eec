import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lintStrings } from '../kit/index.ts'
import { deskStrings } from './strings.ts'

it('sentences of the e-ID desk are plain Vietnamese with an English twin', () => assert.deepEqual(lintStrings(deskStrings), []))
