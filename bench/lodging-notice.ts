/** A member of a household tells of one guest by number: host and guest looked up, act and row written, reading logged; durable, fsync on, as congdan_app. */
import { newId } from '../src/kernel/ids.ts'
import { inTransaction, sql, type CitizenActor, type Database } from '../src/platform/index.ts'
import { tellLodging } from '../src/foundations/residence/index.ts'
import { openPeopleHouse } from './house.ts'
import { printLoad, runLoad } from './load.ts'
import type { BenchOptions } from './main.ts'
import { samplePeople } from './people.ts'

const purpose = { code: 'lodging.tell', basis: 'Luật Cư trú 2020, đ.30', text: 'Nơi ở báo lưu trú cho công an xã' }

export async function bench({ people = 1_000_000, n = 20_000, concurrency = 16 }: BenchOptions): Promise<void> {
  const house = await openPeopleHouse(people)
  const hosts = await sampleHosts(house.owner, Math.min(n, 20_000))
  const guests = await samplePeople(house.owner, Math.min(n, 20_000))
  // Another pairing on every run: a guest is told of once a day at one host.
  const shift = Number.parseInt(newId().slice(-6), 16)
  await house.begin()
  const result = await runLoad({
    n, concurrency,
    async work(i) {
      const host = hosts[i % hosts.length]!
      const { pin } = guests[(i + shift + Math.floor(i / hosts.length)) % guests.length]!
      const actor: CitizenActor = { kind: 'citizen', personId: host.personId, accountId: host.personId, sessionId: host.personId, level: 2, authLevel: 2 }
      await inTransaction(house.database, { actor, purpose }, (ctx) => tellLodging(ctx, { hostId: host.householdId, guests: [{ docKind: 'pin', docNumber: pin }], reason: 'visit', nights: 1, commandId: newId() }))
    },
  })
  printLoad('lodging-notice', result, 'rate', concurrency)
  house.printCosts('lodging-notice')
  await house.close()
}

function sampleHosts(owner: Database, n: number): Promise<{ personId: string; householdId: string }[]> {
  return owner.query(sql`select person_id as "personId", household_id as "householdId" from residence_public.open_member where relation_to_head = '01' and kind = 'permanent' and standing = 'confirmed' order by md5(person_id::text) limit ${n}`)
}
