import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { rebuild } from '../../foundations/acts/index.ts'
import { sql } from '../../platform/index.ts'
import { testDb, type TestDatabase } from '../../platform/testing.ts'
import { importPeople, type ImportReport } from './import-people.ts'
import { personIdOf } from './person-of-row.ts'
import { fileName, line, listOf } from './testing.ts'

interface Found { line: number; outcome: string; column_name: string; code: string; shown: string; rule: string | null; sentence: string }

const home = { householdNo: 'H1', residenceArea: '29602', residenceDetail: 'Số 1, Ấp An Thuận', residenceSince: '2010-05-01' }
/** Each line with what must become of it: a code of refusal, a code of a claimed value, or nothing. */
const lines: [ReturnType<typeof line>, string?][] = [
  [line({ externalId: 'head', ...home, relationToHead: '01', pin: '099080000101', spouseExternalId: 'wife', cmnd9: '990000101' })],
  [line({ externalId: 'wife', ...home, relationToHead: '02', gender: 'female', pin: '099180000102', spouseExternalId: 'head', fullName: 'Trần Thị "Bé", Hai' })],
  [line({ externalId: 'child', ...home, relationToHead: '04', birthDate: '2010-07', fatherExternalId: 'head', motherExternalId: 'wife' })],
  [line({ externalId: '' }), '!no-external-id'],
  [line({ externalId: 'head' }), '!external-id-twice'],
  [line({ externalId: 'noname', fullName: '  ' }), '!no-name'],
  [line({ externalId: 'feb30', birthDate: '1990-02-30' }), '!impossible-date'],
  [line({ externalId: 'dmy', birthDate: '05/03/1980' }), '!impossible-date'],
  [line({ externalId: 'unborn', birthDate: '2027-01-01' }), '!future-date'],
  [line({ externalId: 'since', ...home, householdNo: '', residenceSince: '2010-13-01' }), '!impossible-date'],
  [line({ externalId: 'sex', gender: 'nam' }), '!unknown-word'],
  [line({ externalId: 'nation', nationality: 'XXQ' }), '!unknown-code'],
  [line({ externalId: 'relation', ...home, relationToHead: '77' }), '!unknown-code'],
  [line({ externalId: 'nowhere', residenceArea: '99999' }), '!unknown-commune'],
  [line({ externalId: 'latin1', fullName: 'Nguy\ufffdn V\ufffdn' }), '!not-utf8'],
  [line({ externalId: 'long', residenceDetail: 'x'.repeat(600) }), '!too-long'],
  [line({ externalId: 'pin11', pin: '09908000010' }), 'pin-shape'],
  [line({ externalId: 'pinO', pin: '0990800O0107' }), 'pin-shape'],
  [line({ externalId: 'twin1', pin: '099080000777' }), 'pin-shared'],
  [line({ externalId: 'twin2', pin: '099080000777' }), 'pin-shared'],
  [line({ externalId: 'mother', gender: 'female', birthDate: '1980', pin: '099180000778' })],
  [line({ externalId: 'son', birthDate: '2005', pin: '099180000778', motherExternalId: 'mother' }), 'pin-shared'],
  [line({ externalId: 'cmnd', cmnd9: '99000O111;990000112' }), 'cmnd9-structure'],
  [line({ externalId: 'lonely', spouseExternalId: 'head' }), 'spouse-one-sided'],
  [line({ externalId: 'orphan', fatherExternalId: 'feb30' }), 'relative-missing'],
  [line({ externalId: 'narcissus', spouseExternalId: 'narcissus' }), 'relative-self'],
  [line({ externalId: 'h2a', ...home, householdNo: 'H2', relationToHead: '01' }), 'two-heads'],
  [line({ externalId: 'h2b', ...home, householdNo: 'H2', relationToHead: '01' })],
  [line({ externalId: 'h3', ...home, householdNo: 'H3', relationToHead: '04' }), 'no-head'],
  [line({ externalId: 'ghost', ...home, relationToHead: '06', lifeStatus: 'deceased', deathDate: '2020-01-01' }), 'dead-in-household'],
  [line({ externalId: 'old', ...home, householdNo: '', residenceArea: '29239' }), 'closed-commune'],
  [line({ externalId: 'nosince', ...home, householdNo: '', residenceSince: '' }), 'no-since'],
  [line({ externalId: 'noarea', householdNo: 'H4', relationToHead: '01' }), 'no-area'],
]
const broken = 'short,line\n"never closed,x\n\n'

describe('an import of a dirty list', () => {
  let t: TestDatabase
  let report: ImportReport
  let found: Found[]
  const errorFile = fileName()
  before(async () => {
    t = await testDb()
    report = await importPeople({ database: t.db, owner: t.owner, source: listOf(lines.map(([row]) => row), broken), allowTestNumbers: true, errorFile, batchRows: 7 })
    found = await t.db.query<Found>(sql`select * from import_objection order by line, ordinal`)
  })
  after(() => t.close())
  const rowOf = async <R>(table: string, externalId: string): Promise<R[]> => t.db.query<R>(sql`select * from ${sql.ident(table)} where person_id = ${personIdOf('test', externalId)}`)

  it('refuses or claims each line for its own reason and no other', () => {
    const outcomes = lines.map(([row], i) => {
      const own = found.filter((each) => each.line === i + 2)
      return `${row.externalId}: ${own.map((each) => (each.outcome === 'refused' ? '!' : '') + each.code).join(' ')}`
    })
    assert.deepEqual(outcomes, lines.map(([row, code]) => `${row.externalId}: ${code ?? ''}`))
  })

  it('loses no line: every line of the file is a person or a refusal', async () => {
    const refused = lines.filter(([, code]) => code?.startsWith('!')).length + 2
    assert.deepEqual([report.rows, report.imported, report.refused], [lines.length + 2, lines.length + 2 - refused, refused])
    const [counted] = await t.db.query<{ people: number; acts: number }>(sql`select (select count(*) from person_version) as people, (select count(*) from legal_act where type = 'person-imported') as acts`)
    assert.deepEqual(counted, { people: report.imported, acts: report.imported })
  })

  it('reports line, column, reason in Vietnamese and a masked value', () => {
    const text = readFileSync(errorFile, 'utf8')
    assert.ok(text.startsWith('\ufeffDòng,Cột,Kết quả,Lý do'))
    assert.equal(text.trim().split('\r\n').length, found.length + 1)
    assert.match(text, /8,birth_date,không nhập,"?Ngày sinh không có thật\. Ghi YYYY, YYYY-MM hoặc YYYY-MM-DD\."?,\*\*\*\*-02-30/)
    for (const secret of ['09908000010', '099080000777', '1990-02-30', '990000111']) assert.ok(!text.includes(secret), `${secret} is shown`)
  })

  it('keeps a doubtful number beside, owned by nobody, and a shared one by whom it fits', async () => {
    for (const id of ['pin11', 'twin1', 'twin2', 'son']) {
      const rows = await rowOf<{ kind: string; status: string; standing: string }>('identity_number', id)
      assert.deepEqual(rows.filter((row) => row.kind === 'pin').map((row) => [row.status, row.standing]), [['claimed', 'claimed']], id)
      assert.deepEqual(await rowOf('personal_number', id), [], id)
    }
    assert.equal((await rowOf('personal_number', 'mother')).length, 1)
  })

  it('takes members of a household without exactly one head as claimed, and the others as confirmed', async () => {
    const standing = async (id: string) => (await rowOf<{ standing: string }>('household_member', id)).map((row) => row.standing)
    assert.deepEqual([await standing('h2a'), await standing('h2b'), await standing('h3'), await standing('ghost')], [['claimed'], ['claimed'], ['claimed'], ['claimed']])
    assert.deepEqual([await standing('head'), await standing('child')], [['confirmed'], ['confirmed']])
    assert.deepEqual(await standing('noarea'), [])
  })

  it('writes relations for both sides, and none to a line that was refused', async () => {
    const kinds = async (id: string) => (await rowOf<{ kind: string; standing: string }>('relation', id)).map((row) => `${row.kind} ${row.standing}`).sort()
    assert.deepEqual(await kinds('child'), ['father confirmed', 'mother confirmed'])
    assert.deepEqual(await kinds('head'), ['child confirmed', 'spouse confirmed'])
    assert.deepEqual(await kinds('lonely'), ['spouse claimed'])
    assert.deepEqual([await kinds('orphan'), await kinds('narcissus')], [[], []])
  })

  it('writes rows that replay proves', async () => {
    const checked = await rebuild({ database: t.owner })
    assert.deepEqual([checked.acts, checked.equal], [report.imported, true])
  })

  it('does nothing when the same content comes again', async () => {
    const again = await importPeople({ database: t.db, owner: t.owner, source: listOf(lines.map(([row]) => row), broken), allowTestNumbers: true })
    assert.deepEqual([again.before, again.imported, again.refused], [true, report.imported, report.refused])
  })
})
