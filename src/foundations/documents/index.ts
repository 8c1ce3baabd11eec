import './permissions.ts'

export type { IssuedDocument } from './documents.sql.ts'
export { issueDocument, revokeDocument, tidyVerificationCode, type IssueDocument } from './issue-document.ts'
export { checkDocument, documentEnded, documentSettings, documentsIn, readDocument, readDocumentFile, renderDocument, svgOf, type Verdict } from './read-document.ts'
export { renderPdf } from './render-pdf.ts'
export type { FormBlock, StateForm, Verification } from './state-form.ts'
