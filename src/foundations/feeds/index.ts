import './permissions.ts'

export { exportPage, finishExport, startExport, traceLine, type ExportedPage, type StartedExport, type StartExport } from './bulk-export.ts'
export type { FeedEvents } from './events.ts'
export type { FeedEvent } from './feeds.sql.ts'
export { fieldsFor } from './field-scopes.ts'
export { endFeed, followChanges, grantFeed, systemBehind, type Change, type Changes, type GrantFeed } from './follow-changes.ts'
export { changesAfter, feedTypes, lastPosition, peopleBehind, placeEvents } from './place-events.ts'
