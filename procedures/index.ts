import birthRegistration from './birth-registration.ts'
import civilCopy from './civil-copy.ts'
import deathRegistration from './death-registration.ts'
import healthCardUnderSix from './health-card-under-six.ts'
import birthResidenceHealthCard from './linked/birth-residence-health-card.ts'
import householdSplit from './household-split.ts'
import marriageRegistration from './marriage-registration.ts'
import maritalStatus from './marital-status.ts'
import oldNumberConfirmation from './old-number-confirmation.ts'
import permanentResidence from './permanent-residence.ts'
import residenceConfirmation from './residence-confirmation.ts'
import temporaryAbsence from './temporary-absence.ts'
import temporaryRenewal from './temporary-renewal.ts'
import temporaryResidence from './temporary-residence.ts'

/** Every procedure file of this release. The application loads them through `buildCatalogue`. */
export const services = [birthResidenceHealthCard, birthRegistration, deathRegistration, marriageRegistration, maritalStatus, civilCopy, permanentResidence, temporaryResidence, temporaryRenewal, householdSplit, residenceConfirmation, oldNumberConfirmation, temporaryAbsence, healthCardUnderSix]
