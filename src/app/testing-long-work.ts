// Run by long-work.test.ts as a process of its own: a quality pass or a search for duplicates in the database of the first argument, killed when the step named in the fourth has made what it makes, with `before-` ahead of the name before it says so.
import { qualityRules } from '../../quality-rules/index.ts'
import { findDuplicates } from '../data-ecosystem/linkage/index.ts'
import { runPass, setQualityRules } from '../data-ecosystem/quality/index.ts'
import { writeAccessLog } from '../foundations/trail/index.ts'
import { openDatabase, StageFolder, writeReads, type DatabaseAddress } from '../platform/index.ts'

const [address, kind, folder, until] = process.argv.slice(2) as [string, 'pass' | 'duplicates', string, string]
const finish = StageFolder.prototype.finish
StageFolder.prototype.finish = function <T extends object>(this: StageFolder, step: string, left: T): T {
  if (until === `before-${step}`) process.kill(process.pid, 'SIGKILL')
  finish.call(this, step, left)
  if (until === step) process.kill(process.pid, 'SIGKILL')
  return left
}
writeReads.fill(writeAccessLog)
setQualityRules(qualityRules)
const database = openDatabase(JSON.parse(address) as DatabaseAddress, { role: 'congdan_app' })
await (kind === 'pass' ? runPass(database, { engine: { kind: 'duckdb', memory: '512MB', threads: 1, folder } }) : findDuplicates(database, { folder }))
await database.close()
