import birthRegistration from './birth-registration.ts'
import healthCardUnderSix from './health-card-under-six.ts'
import birthResidenceHealthCard from './linked/birth-residence-health-card.ts'
import permanentResidence from './permanent-residence.ts'
import residenceConfirmation from './residence-confirmation.ts'
import temporaryAbsence from './temporary-absence.ts'

/** Every procedure file of this release. The application loads them through `buildCatalogue`. */
export const services = [birthResidenceHealthCard, birthRegistration, permanentResidence, residenceConfirmation, temporaryAbsence, healthCardUnderSix]
