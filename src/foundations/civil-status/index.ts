import './permissions.ts'

export { birthExtract, type BirthExtract } from './birth-extract.ts'
export type { CivilStatusEvents } from './events.ts'
export type { DeclaredParent } from './parents.ts'
export { noticesForMother, receiveBirthNotice, registerFacilityKey, type BirthNotice, type BirthNoticeContent, type ReceiveBirthNotice } from './receive-birth-notice.ts'
export { marriageOf, recordMarriage, type MarriageRecord, type RecordMarriage } from './record-marriage.ts'
export { registerBirth, type BirthRegistered, type RegisterBirth } from './register-birth.ts'
