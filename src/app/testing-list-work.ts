// Run by list-work.test.ts as a process of its own: does what waits in the database of its first argument; with a word in the fourth, it is killed as soon as a file of that name stands in the folder of a run.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { doWork, dueWork } from '../data-ecosystem/linkage/index.ts'
import { folderFileStore, openDatabase, setFileStore, type DatabaseAddress } from '../platform/index.ts'
import { wire } from './wire.ts'

const [address, folder, files, until] = process.argv.slice(2) as [string, string, string, string?]
await wire()
setFileStore(folderFileStore({ folder: files }))
if (until) {
  setInterval(() => {
    const made = existsSync(folder) ? readdirSync(folder).flatMap((id) => readdirSync(join(folder, id))) : []
    if (made.some((name) => name.includes(until))) process.kill(process.pid, 'SIGKILL')
  }, 1)
}
const database = openDatabase(JSON.parse(address) as DatabaseAddress, { role: 'congdan_app' })
for (const due of await dueWork(database)) console.log(`${due.kind} ${await doWork({ database, folder, program: 'test' }, due)}`)
await database.close()
process.exit(0)
