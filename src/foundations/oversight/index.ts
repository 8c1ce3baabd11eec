import './permissions.ts'

export type { OversightEvents } from './events.ts'
export { findOddReadings } from './find-odd-readings.ts'
export { askForReason, closeOddReading, oddReadingsFor, openOddReading, type OpenFinding, type ShownFinding } from './odd-readings.ts'
export type { Finding, OddReading, ReadingLine } from './oversight.sql.ts'
export { shortNames as organisationNames } from './oversight.sql.ts'
export { addReason, askedAbout, giveReason, needsReason, ownReading, ownReadings, type OwnReadings } from './own-readings.ts'
export { oddRules, ruleSettings, type OddRule, type OddRuleSetting } from './rules.ts'
