import './permissions.ts'

export type { Paper, PaperSource } from './paper.ts'
export { papersFromEvents } from './papers-from-events.ts'
export { ownPapers, readFacts, readPaper, type PaperFact, type PaperTab, type ShownPaper } from './read-papers.ts'
export { representedBy } from '../../foundations/population/index.ts'
