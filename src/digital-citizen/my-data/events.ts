/** What this module tells others. */
export interface MyDataEvents {
  /** Somebody asks about a reading of that unit; null: of a job or a connected system. */
  'my-data.access-questioned': { questionId: string; organisationId: string | null }
  'my-data.question-answered': { questionId: string; personId: string }
}
