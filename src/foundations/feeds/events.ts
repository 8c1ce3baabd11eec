/** This module publishes nothing: it hands on what others publish. */
export type FeedEvents = Readonly<Record<never, never>>
