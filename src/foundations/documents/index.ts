import './permissions.ts'

export type { IssuedDocument } from './documents.sql.ts'
export { issueDocument, revokeDocument, tidyVerificationCode, type IssueDocument } from './issue-document.ts'
export { checkDocument, documentEnded, documentsIn, readDocument, readDocumentFile, renderDocument, svgOf, type Verdict } from './read-document.ts'
export { checkerSource, offlineKeys, qrTextOf, readOffline, testCards, type OfflineKeys, type OfflinePaper, type OfflineVerdict } from './offline-paper.ts'
export { renderPdf } from './render-pdf.ts'
export { documentSettings } from './settings.ts'
export type { FormBlock, StateForm, Verification } from './state-form.ts'
