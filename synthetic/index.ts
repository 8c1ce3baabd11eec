/** The synthetic Vietnam: demo cast, generated people, injected errors with known truth, exporter. */
export * from './person-seed.ts'
export * from './cast.ts'
export * from './facilities.ts'
export { defaultAsOf, generatePeople, type GenerateOptions } from './generate.ts'
export { exportPeople, personLine, type ExportOptions, type ExportResult } from './export.ts'
export { defaultErrorRates, errorRates, truthColumns, type ErrorKind, type ErrorRates, type TruthRow } from './errors.ts'
export { cmndEraLastBirthYear, prefixOfProvince, testPrefixes, type TestPrefix } from './numbers.ts'
