import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { keystoreSigner, sealNow } from '../../foundations/trail/index.ts'
import { instantOf, millisecondsOf, openKeystore, recoverySheet, restoreFromSheet, sql, systemClock } from '../../platform/index.ts'
import { systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { newId } from '../../kernel/ids.ts'
import type { House } from '../open.ts'
import { checkDatabase } from './check-database.ts'
import { checkKeys } from './check-keys.ts'
import { duration, type Check } from './check.ts'
import { checkAddress, checkDisk, checkMail, checkPort } from './check-outside.ts'
import { recordOperation } from './operations.sql.ts'
import { closeAll, emptyHouse, houseOver } from './testing.ts'

const stateOf = (checks: readonly Check[], name: string): string | undefined => checks.find((check) => check.name === name)?.state
const hoursAgo = (hours: number): string => instantOf(millisecondsOf(systemClock()) - hours * 3_600_000)

describe('doctor', () => {
  let t: TestDatabase
  let house: House
  before(async () => {
    t = await testDb()
    house = await houseOver(t, 'production', { PUBLIC_URL: 'https://dichvu.example.vn' })
  })
  after(async () => {
    await closeAll()
    await t.close()
  })
  const database = (): Promise<Check[]> => checkDatabase(house)
  /** What was damaged on purpose is mended again, whatever the test finds. */
  const damaged = async (damage: string, mend: string, look: () => Promise<void>): Promise<void> => {
    await t.owner.script(damage)
    try {
      await look()
    } finally {
      await t.owner.script(mend)
    }
  }

  it('finds nothing wrong with a database as it should be, apart from what was never done', async () => {
    const checks = await database()
    for (const name of ['database', 'migrations', 'roles', 'mode', 'clock', 'jobs', 'seals']) assert.equal(stateOf(checks, name), 'good', name)
    assert.equal(stateOf(checks, 'backup'), 'warn')
    for (const check of checks) assert.equal(check.remedy === undefined, check.state === 'good' || check.state === 'not-applicable', check.name)
  })

  it('sees when the program could rewrite the access log or the acts', async () => {
    await damaged('grant update on access_log to congdan_app', 'revoke update on access_log from congdan_app', async () => {
      const found = (await database()).find(({ name }) => name === 'roles')!
      assert.equal(found.state, 'bad')
      assert.match(found.found, /access_log update/)
    })
    await damaged('grant delete on legal_act to congdan_sealer', 'revoke delete on legal_act from congdan_sealer', async () => assert.equal(stateOf(await database(), 'roles'), 'bad'))
  })

  it('sees a migration that is missing, and one this program does not know', async () => {
    const [last] = await t.owner.query<{ number: string }>(sql`select max(number) as number from schema_migration`)
    await damaged(`update schema_migration set number = '9999' where number = '${last!.number}'`, `update schema_migration set number = '${last!.number}' where number = '9999'`, async () => assert.equal(stateOf(await database(), 'migrations'), 'bad'))
    await damaged(`update schema_migration set checksum = 'x' || checksum where number = '${last!.number}'`, `update schema_migration set checksum = substr(checksum, 2) where number = '${last!.number}'`, async () => assert.equal(stateOf(await database(), 'migrations'), 'bad'))
  })

  it('says that an empty database is empty', async () => {
    const checks = await checkDatabase(await emptyHouse(t, house.config))
    assert.match(checks.find(({ name }) => name === 'migrations')!.remedy!, /congdan init/)
  })

  it('sees dead jobs, and due ones that nobody does', async () => {
    const job = (state: string, hours: number) => sql`insert into job (job_id, name, payload, state, run_at) values (${newId()}, 'x', '{}', ${state}, ${hoursAgo(hours)})`
    await t.owner.query(job('waiting', 1))
    assert.equal(stateOf(await database(), 'jobs'), 'bad')
    await t.owner.query(sql`delete from job`)
    await t.owner.query(job('dead', 0))
    assert.match((await database()).find(({ name }) => name === 'jobs')!.found, /1 việc hỏng/)
    await t.owner.query(sql`delete from job`)
  })

  it('knows how long ago the last backup was', async () => {
    const backedUp = async (hours: number): Promise<string | undefined> => {
      await t.owner.query(sql`delete from operation_record`)
      await t.owner.transaction((tx) => recordOperation(tx, 'backup', hoursAgo(hours), {}))
      return stateOf(await database(), 'backup')
    }
    assert.deepEqual([await backedUp(2), await backedUp(40), await backedUp(100)], ['good', 'warn', 'bad'])
  })

  it('sees readings that wait for their seal', async () => {
    await t.as(systemActor, undefined, { now: hoursAgo(1) })(async (ctx) => ctx.logRead({ kind: 'open', register: 'population', subjects: [newId()], fields: ['fullName'] }))
    assert.equal(stateOf(await database(), 'seals'), 'bad')
  })

  it('holds the keys against the signed heads: other keys do not agree, those made again from the sheet do', async () => {
    const keystore = openKeystore(house.config, 'production')
    await sealNow(house.sealer, keystoreSigner(keystore), join(house.dataFolder, 'heads', 'access-log.jsonl'))
    assert.deepEqual((await checkKeys(house, 'production')).map(({ state }) => state), ['good', 'good'])
    const other = await houseOver(t, 'production')
    openKeystore(other.config, 'production')
    assert.equal(stateOf(await checkKeys(other, 'production'), 'heads'), 'bad')
    const again = await houseOver(t, 'production')
    restoreFromSheet(recoverySheet(keystore), { folder: join(again.dataFolder, 'keys'), passphrase: again.config.KEYS_PASSPHRASE! })
    assert.equal(stateOf(await checkKeys(again, 'production'), 'heads'), 'warn', 'right keys, but the heads outside are missing')
  })

  it('sees a wrong passphrase, and a key file that is not there', async () => {
    const wrong = { ...house, config: { ...house.config, KEYS_PASSPHRASE: 'một câu khác hẳn' } }
    assert.equal(stateOf(await checkKeys(wrong, 'production'), 'keys'), 'bad')
    assert.match((await checkKeys(await houseOver(t, 'production'), 'production'))[0]!.remedy!, /recovery-sheet --restore/)
  })

  it('asks for https where people sign in by passkey', () => {
    const state = (PUBLIC_URL?: string, mode: 'demo' | 'production' = 'production') => checkAddress({ ...house.config, PUBLIC_URL }, mode).state
    assert.deepEqual([state('https://a.vn'), state('http://a.vn'), state('https://a.vn/congdan'), state(), state(undefined, 'demo')], ['good', 'bad', 'bad', 'bad', 'not-applicable'])
  })

  it('hears whether a mail server greets', async () => {
    const mail = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] })
    const listening = await new Promise<Server>((done) => { const server = mail.listen(0, '127.0.0.1', () => done(server as unknown as Server)) })
    const port = (listening.address() as { port: number }).port
    assert.equal((await checkMail({ ...house.config, SMTP_URL: `smtp://127.0.0.1:${port}` }, 'production')).state, 'good')
    await new Promise<void>((done) => void mail.close(done))
    assert.equal((await checkMail({ ...house.config, SMTP_URL: `smtp://127.0.0.1:${port}` }, 'production')).state, 'bad')
    assert.equal((await checkMail({ ...house.config, SMTP_URL: undefined }, 'production')).state, 'bad')
  })

  it('sees a port that nobody answers', async () => {
    const probe = createServer()
    const port = await new Promise<number>((done) => probe.listen(0, '127.0.0.1', () => done((probe.address() as { port: number }).port)))
    await new Promise<void>((done) => void probe.close(() => done()))
    assert.equal((await checkPort({ ...house.config, PORT: port })).state, 'warn')
  })

  it('says how much room is left, and times as people say them', () => {
    assert.match(checkDisk(house.dataFolder).found, /Còn [\d.]+ (GB|MB)/)
    assert.deepEqual([30, 300, 7_200, 400_000].map(duration), ['30 giây', '5 phút', '2 giờ', '5 ngày'])
  })
})
