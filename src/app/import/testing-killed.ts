// Run by killed.test.ts as a process of its own, to be killed: imports the list of its first argument into the database of the second.
import { openDatabase, type DatabaseAddress } from '../../platform/index.ts'
import { wire } from '../wire.ts'
import { csvSource, importPeople } from './index.ts'

const [path, address, now] = process.argv.slice(2) as [string, string, string]
await wire()
const where = JSON.parse(address) as DatabaseAddress
const database = openDatabase(where, { role: 'congdan_app' })
const owner = openDatabase(where)
const source = csvSource({ path, list: 'test', statedOn: '2026-11-01' })
await importPeople({ database, owner, source, allowTestNumbers: true, resume: true, batchRows: 200, clock: () => now, onProgress: (phase, done, of) => console.log(`${phase} ${done} ${of}`) })
await Promise.all([database.close(), owner.close()])
console.log('done')
