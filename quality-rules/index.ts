import { birthDateMissing } from './birth-date-missing.ts'
import { birthInFuture } from './birth-in-future.ts'
import { birthRegistrationMissing } from './birth-registration-missing.ts'
import { childWithoutNumber } from './child-without-number.ts'
import { childWithoutResidence } from './child-without-residence.ts'
import { deadInHousehold } from './dead-in-household.ts'
import { deathBeforeBirth } from './death-before-birth.ts'
import { deathWithoutDate } from './death-without-date.ts'
import { emailMalformed } from './email-malformed.ts'
import { ethnicityMissing } from './ethnicity-missing.ts'
import { fatherNotMale } from './father-not-male.ts'
import { fatherTooYoung } from './father-too-young.ts'
import { genderMissing } from './gender-missing.ts'
import { householdEmpty } from './household-empty.ts'
import { householdTwoHeads } from './household-two-heads.ts'
import { householdWithoutHead } from './household-without-head.ts'
import { marriedUnderAge } from './married-under-age.ts'
import { motherNotFemale } from './mother-not-female.ts'
import { motherTooYoung } from './mother-too-young.ts'
import { nameCharacters } from './name-characters.ts'
import { nameLegacyLetters } from './name-legacy-letters.ts'
import { nameOneWord } from './name-one-word.ts'
import { nationalityMissing } from './nationality-missing.ts'
import { nativePlaceMissing } from './native-place-missing.ts'
import { numberCentury } from './number-century.ts'
import { numberGender } from './number-gender.ts'
import { numberMissing } from './number-missing.ts'
import { numberNotTwelve } from './number-not-twelve.ts'
import { numberOnlyClaimed } from './number-only-claimed.ts'
import { numberPlaceUnknown } from './number-place-unknown.ts'
import { numberShared } from './number-shared.ts'
import { numberYear } from './number-year.ts'
import { oldCommune } from './old-commune.ts'
import { oldNumberMalformed } from './old-number-malformed.ts'
import { oldNumberMissing } from './old-number-missing.ts'
import { oldNumberShared } from './old-number-shared.ts'
import { personTwice } from './person-twice.ts'
import { phoneMalformed } from './phone-malformed.ts'
import { phoneMissing } from './phone-missing.ts'
import { recordClaimed } from './record-claimed.ts'
import { residenceDetailMissing } from './residence-detail-missing.ts'
import { residenceMissing } from './residence-missing.ts'
import { spouseDeceased } from './spouse-deceased.ts'
import { spouseNotReturned } from './spouse-not-returned.ts'
import { spouseSameGender } from './spouse-same-gender.ts'
import { veryOldLiving } from './very-old-living.ts'

/** Every rule of the register, in the order of the categories of the cleaning work. Findings name rules by id, so an id is never used again for something else. */
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
  spouseNotReturned,
  spouseSameGender,
  spouseDeceased,
  phoneMalformed,
  phoneMissing,
  emailMalformed,
] as const
