import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lintStrings } from '../kit/index.ts'
import { dataStrings } from '../citizen/data-strings.ts'
import { dossierStrings } from '../citizen/dossier-strings.ts'
import { flowStrings } from '../citizen/flow-strings.ts'
import { mandateStrings } from '../citizen/mandate-strings.ts'
import { myStrings } from '../citizen/my-strings.ts'
import { accountStrings } from './account-strings.ts'
import { consoleStrings } from '../relying-party/strings.ts'
import { openidStrings } from '../citizen/openid-strings.ts'
import { helpStrings } from './help-strings.ts'
import { problemStrings } from './problem-strings.ts'
import { safetyStrings, signInStrings } from './sign-in-strings.ts'
import { frameStrings, publicStrings } from './strings.ts'
import { tourStrings } from './tour-strings.ts'

const catalogues = { accountStrings, mandateStrings, frameStrings, publicStrings, helpStrings, problemStrings, signInStrings, safetyStrings, tourStrings, flowStrings, dossierStrings, myStrings, dataStrings, openidStrings, consoleStrings }

describe('Sentences of the public and the citizen', () => {
  for (const [name, catalogue] of Object.entries(catalogues)) {
    it(`${name} are plain Vietnamese with an English twin`, () => assert.deepEqual(lintStrings(catalogue), []))
  }
})
