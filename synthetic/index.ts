/** The synthetic Vietnam: demo cast, generated people, injected errors with known truth, exporter. */
export * from './person-seed.ts'
export * from './cast.ts'
export * from './facilities.ts'
export { defaultAsOf, generatePeople, type GenerateOptions } from './generate.ts'
export { exportPeople, personLine, type ExportOptions, type ExportResult } from './export.ts'
export { defaultErrorRates, type ErrorKind, type ErrorRates } from './errors.ts'
export * from './truth.ts'
export { cmndEraLastBirthYear, prefixOfProvince, testPrefixes, type TestPrefix } from './numbers.ts'
