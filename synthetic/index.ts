/** The synthetic Vietnam: demo cast, generated people, injected errors with known truth, exporter. */
export * from './person-seed.ts'
export * from './cast.ts'
