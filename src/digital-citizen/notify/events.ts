/** What this module tells others. */
export interface NotifyEvents {
  /** No channel outside the inbox took the message: somebody has to tell the person another way. */
  'notify.undelivered': { noticeId: string; personId: string; dossierId: string | null }
}
