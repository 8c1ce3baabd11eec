export { issueBirthCertificate } from './birth-certificate.ts'
export { issueDecisionLetter, type DecisionLetter } from './decision-letters.ts'
export { issueReceipt } from './receipt.ts'
export { issueResidenceNotice } from './residence-notice.ts'
