export { writeAccessLog } from './write-reads.ts'
