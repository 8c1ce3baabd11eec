import { birthBookDateDiffers } from './birth-book-date-differs.ts'
import { birthBookNotInRegister } from './birth-book-not-in-register.ts'
import { birthDateMissing } from './birth-date-missing.ts'
import { birthInFuture } from './birth-in-future.ts'
import { birthRegistrationMissing } from './birth-registration-missing.ts'
import { businessOwnerDeceased } from './business-owner-deceased.ts'
import { cardExpired } from './card-expired.ts'
import { cardNotMade } from './card-not-made.ts'
import { childNotInSchool } from './child-not-in-school.ts'
import { childWithoutNumber } from './child-without-number.ts'
import { childWithoutResidence } from './child-without-residence.ts'
import { deadInHousehold } from './dead-in-household.ts'
import { deathBeforeBirth } from './death-before-birth.ts'
import { deathBookLiving } from './death-book-living.ts'
import { deathWithoutDate } from './death-without-date.ts'
import { eidNotActivated } from './eid-not-activated.ts'
import { elderlyMemberDeceased } from './elderly-member-deceased.ts'
import { elderlyMemberNotInRegister } from './elderly-member-not-in-register.ts'
import { elderlyMemberTooYoung } from './elderly-member-too-young.ts'
import { emailMalformed } from './email-malformed.ts'
import { ethnicityMissing } from './ethnicity-missing.ts'
import { fatherNotMale } from './father-not-male.ts'
import { fatherTooYoung } from './father-too-young.ts'
import { genderMissing } from './gender-missing.ts'
import { householdEmpty } from './household-empty.ts'
import { householdTwoHeads } from './household-two-heads.ts'
import { householdWithoutHead } from './household-without-head.ts'
import { insuredDeceased } from './insured-deceased.ts'
import { insuredNotInRegister } from './insured-not-in-register.ts'
import { insuredNumberOfAnother } from './insured-number-of-another.ts'
import { insuredTwice } from './insured-twice.ts'
import { landUserDeceased } from './land-user-deceased.ts'
import { licenceHolderDeceased } from './licence-holder-deceased.ts'
import { marriageBookSingle } from './marriage-book-single.ts'
import { marriedUnderAge } from './married-under-age.ts'
import { motherNotFemale } from './mother-not-female.ts'
import { motherTooYoung } from './mother-too-young.ts'
import { nameCharacters } from './name-characters.ts'
import { nameKeystrokes } from './name-keystrokes.ts'
import { nameLegacyLetters } from './name-legacy-letters.ts'
import { nameOneWord } from './name-one-word.ts'
import { nationalityMissing } from './nationality-missing.ts'
import { nationalityRenounced } from './nationality-renounced.ts'
import { nativePlaceMissing } from './native-place-missing.ts'
import { numberCentury } from './number-century.ts'
import { numberGender } from './number-gender.ts'
import { numberMissing } from './number-missing.ts'
import { numberNotTwelve } from './number-not-twelve.ts'
import { numberOnlyClaimed } from './number-only-claimed.ts'
import { numberPlaceOther } from './number-place-other.ts'
import { numberPlaceUnknown } from './number-place-unknown.ts'
import { numberShared } from './number-shared.ts'
import { numberYear } from './number-year.ts'
import { oldCommune } from './old-commune.ts'
import { oldNumberMalformed } from './old-number-malformed.ts'
import { oldNumberMissing } from './old-number-missing.ts'
import { oldNumberShared } from './old-number-shared.ts'
import { paperRecordNotInRegister } from './paper-record-not-in-register.ts'
import { parentNumberUnknown } from './parent-number-unknown.ts'
import { paymentAfterDeath } from './payment-after-death.ts'
import { paymentNotInRegister } from './payment-not-in-register.ts'
import { paymentTwice } from './payment-twice.ts'
import { paymentWithoutAccount } from './payment-without-account.ts'
import { personTwice } from './person-twice.ts'
import { phoneMalformed } from './phone-malformed.ts'
import { phoneMissing } from './phone-missing.ts'
import { prisonerElsewhere } from './prisoner-elsewhere.ts'
import { pupilNotInRegister } from './pupil-not-in-register.ts'
import { recordClaimed } from './record-claimed.ts'
import { residenceDetailMissing } from './residence-detail-missing.ts'
import { residenceMissing } from './residence-missing.ts'
import { specialCareElsewhere } from './special-care-elsewhere.ts'
import { spouseDeceased } from './spouse-deceased.ts'
import { spouseNotReturned } from './spouse-not-returned.ts'
import { spouseSameGender } from './spouse-same-gender.ts'
import { taxCodeShared } from './tax-code-shared.ts'
import { taxNumberOfAnother } from './tax-number-of-another.ts'
import { vaccinatedBeforeBirth } from './vaccinated-before-birth.ts'
import { vaccinatedNotInRegister } from './vaccinated-not-in-register.ts'
import { vehicleOwnerDeceased } from './vehicle-owner-deceased.ts'
import { veryOldLiving } from './very-old-living.ts'
import { veteranMemberDeceased } from './veteran-member-deceased.ts'
import { veteranMemberNotInRegister } from './veteran-member-not-in-register.ts'

/** Every rule in the order of the categories of the cleaning work: first those of the register, then those of sector lists. Findings name rules by id, so an id is never used again for something else. */
export const qualityRules = [
  householdWithoutHead,
  householdTwoHeads,
  oldNumberMissing,
  oldNumberMalformed,
  householdEmpty,
  birthDateMissing,
  genderMissing,
  ethnicityMissing,
  nationalityMissing,
  nativePlaceMissing,
  birthRegistrationMissing,
  residenceMissing,
  residenceDetailMissing,
  nameCharacters,
  nameLegacyLetters,
  nameKeystrokes,
  nameOneWord,
  recordClaimed,
  birthInFuture,
  childWithoutResidence,
  numberOnlyClaimed,
  numberShared,
  oldNumberShared,
  personTwice,
  veryOldLiving,
  deadInHousehold,
  deathBeforeBirth,
  deathWithoutDate,
  numberMissing,
  numberNotTwelve,
  numberPlaceUnknown,
  numberPlaceOther,
  numberGender,
  numberCentury,
  numberYear,
  childWithoutNumber,
  oldCommune,
  marriedUnderAge,
  motherTooYoung,
  fatherTooYoung,
  fatherNotMale,
  motherNotFemale,
  parentNumberUnknown,
  spouseNotReturned,
  spouseSameGender,
  spouseDeceased,
  phoneMalformed,
  phoneMissing,
  emailMalformed,
  nationalityRenounced,
  prisonerElsewhere,
  paperRecordNotInRegister,
  specialCareElsewhere,
  cardNotMade,
  cardExpired,
  eidNotActivated,
  insuredDeceased,
  insuredNumberOfAnother,
  insuredTwice,
  insuredNotInRegister,
  vaccinatedNotInRegister,
  vaccinatedBeforeBirth,
  paymentAfterDeath,
  paymentTwice,
  paymentWithoutAccount,
  paymentNotInRegister,
  elderlyMemberDeceased,
  elderlyMemberTooYoung,
  elderlyMemberNotInRegister,
  veteranMemberDeceased,
  veteranMemberNotInRegister,
  deathBookLiving,
  birthBookNotInRegister,
  birthBookDateDiffers,
  marriageBookSingle,
  taxCodeShared,
  taxNumberOfAnother,
  childNotInSchool,
  pupilNotInRegister,
  licenceHolderDeceased,
  landUserDeceased,
  vehicleOwnerDeceased,
  businessOwnerDeceased,
] as const
