// The kit's own script: it only adds. Every page is complete without it.
import { countLetters } from './count-letters.ts'
import { copyCodes } from './copy-code.ts'
import { focusErrors } from './focus-errors.ts'
import { pressOnce } from './press-once.ts'
import { readAloud } from './read-aloud.ts'
import { revealMasked } from './reveal-masked.ts'
import { closeComfort } from './comfort.ts'
import { warnOfSessionEnd } from './session-warning.ts'
import { weighFiles } from './weigh-files.ts'
import { shortcuts } from './shortcuts.ts'

for (const island of [focusErrors, weighFiles, pressOnce, revealMasked, copyCodes, shortcuts, warnOfSessionEnd, countLetters, readAloud, closeComfort]) {
  try {
    island()
  } catch (error) {
    // One broken addition must not take the others with it; the page works without any.
    console.error(error)
  }
}
