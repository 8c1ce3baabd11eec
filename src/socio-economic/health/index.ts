import './permissions.ts'

export { underSixEnds, underSixRules, type UnderSixRules } from './card-rules.ts'
export type { HealthEvents } from './events.ts'
export { clinicsNear, closeFacility, openFacility, type Clinic } from './facilities.ts'
export type { Facility } from './facility.ts'
export { issueCardUnderSix, type IssueCardUnderSix, type IssuedCard } from './issue-card-under-six.ts'
export { cardOf, type HealthCard } from './read-card.ts'
