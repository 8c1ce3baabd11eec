import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFloors, checkHouse } from '../scripts/check-floors.mjs'

type House = Record<string, string>
const breachesOf = (house: House): string[] => checkHouse(new Map(Object.entries(house)))
const migration = 'src/foundations/population/migrations/0040-population.sql'
const people = "create table person_version (id uuid);\ncomment on table person_version is 'People.';\ngrant select on person_version to congdan_app;"

/** Every rule with a house that breaks it, and what the script must say. */
const planted: readonly (readonly [string, House, RegExp])[] = [
  ['a foundation that imports a public service', { 'src/foundations/acts/a.ts': "import { x } from '../../public-services/dossier/index.ts'" }, /imports upward/],
  ['the platform that imports a foundation by a dynamic import', { 'src/platform/a.ts': "const x = await import('../foundations/acts/index.ts')" }, /imports upward/],
  ['an import in double quotes', { 'src/kernel/a.ts': 'import { x } from "../platform/index.ts"' }, /imports upward/],
  ['a re-export from above', { 'src/kernel/a.ts': "export * from '../platform/index.ts'" }, /imports upward/],
  ['population that imports residence, which comes after it', { 'src/foundations/population/a.ts': "import { x } from '../residence/index.ts'" }, /module above its own/],
  ['a module that has no place in the order of its floor', { 'src/foundations/pets/a.ts': "import { x } from '../acts/index.ts'" }, /not in the order/],
  ['the two groups of floor 3', { 'src/digital-citizen/wallet/a.ts': "import { x } from '../../public-services/dossier/index.ts'" }, /never import each other/],
  ['an import past the index of another module', { 'src/web/citizen/a.tsx': "import { x } from '../../foundations/acts/record-act.ts'" }, /past the index/],
  ['strings of another module', { 'src/web/citizen/a.tsx': "import { x } from '../officer/strings.ts'" }, /past the index/],
  ['a benchmark past an index', { 'bench/a.ts': "import { x } from '../src/platform/sql.ts'" }, /past the index/],
  ['the synthetic country in the register', { 'src/foundations/acts/a.ts': "import { x } from '../../../synthetic/index.ts'" }, /from outside src/],
  ['a procedure that imports a use case', { 'procedures/a.ts': "import { x } from '../src/foundations/acts/index.ts'" }, /data of procedures may not import/],
  ['product code that imports a test helper', { 'src/app/a.ts': "import { testDb } from '../platform/testing.ts'" }, /there for tests/],
  ['files that import each other in a ring', { 'src/kernel/a.ts': "import { b } from './b.ts'", 'src/kernel/b.ts': "import { a } from './a.ts'" }, /cycle: src\/kernel\/a\.ts → src\/kernel\/b\.ts/],
  ['the wall clock', { 'src/foundations/acts/a.ts': 'const now = new Date()' }, /time or chance/],
  ['the wall clock handed on', { 'src/foundations/acts/a.ts': 'const clock = Date.now' }, /time or chance/],
  ['chance in a procedure', { 'procedures/a.ts': 'const x = Math.random()' }, /time or chance/],
  ['SQL in a use case', { 'src/foundations/acts/a.ts': 'const q = sql`select 1`' }, /holds SQL/],
  ['SQL after something that looks like a comment', { 'src/foundations/acts/a.ts': "const path = '/api/*'; const q = sql`select 1`; const other = '*/'" }, /holds SQL/],
  ['a pool in a use case', { 'src/foundations/acts/a.ts': 'const database = openDatabase(address)' }, /connection of its own/],
  ['a plain query in a page', { 'src/web/citizen/a.ts': "await database.script('delete from person_version')" }, /connection of its own/],
  ['printing in a use case', { 'src/foundations/acts/a.ts': "console.log('here')" }, /prints/],
  ['a kernel that reads files', { 'src/kernel/a.ts': "import { readFileSync } from 'node:fs'" }, /kernel does no I\/O/],
  ['a kernel with a package', { 'src/kernel/a.ts': "import { z } from 'zod'" }, /kernel does no I\/O/],
  ["another module's table", { [migration]: people, 'src/foundations/residence/a.sql.ts': 'const q = sql`select id from person_version`' }, /names table person_version/],
  ["another module's table after a comma", { [migration]: people, 'src/foundations/residence/a.sql.ts': 'const q = sql`select 1 from household h, person_version v`' }, /names table person_version/],
  ["another module's table in capitals and with its schema", { [migration]: people, 'src/foundations/residence/a.sql.ts': 'const q = sql`UPDATE public.person_version SET id = null`' }, /names table person_version/],
  ['a copy into a table of another module', { [migration]: people, 'src/app/import/a.sql.ts': 'tx.copyIn(`copy person_version from stdin`)' }, /names table person_version/],
  ['a table without a comment', { [migration]: people.replace(/comment.*\n/, '') }, /has no comment/],
  ['a table that nobody may use', { [migration]: people.replace(/grant.*$/, '') }, /granted to no role/],
  ['a migration that drops a table', { [migration]: people, 'src/foundations/population/migrations/0041-x.sql': 'drop table person_version;' }, /only go forward/],
  ['a migration that alters a table of another module', { [migration]: people, 'src/foundations/residence/migrations/0050-x.sql': 'alter table person_version add column pets int;' }, /belongs to src\/foundations\/population/],
  ['a foreign key into another module', { [migration]: people, 'src/foundations/residence/migrations/0050-x.sql': 'alter table x add constraint x_person foreign key (id) references person_version (id);' }, /references person_version/],
]

const allowed: readonly (readonly [string, House])[] = [
  ['a call down through the index', { 'src/public-services/dossier/a.ts': "import { x } from '../../foundations/acts/index.ts'\nimport { y } from '../../kernel/hash.ts'" }],
  ['what a comment says', { 'src/foundations/acts/a.ts': '// new Date() would be wrong here, and so would sql`…`\n/* Math.random() too */' }],
  ['the published view of another module', { [migration]: people, 'src/foundations/residence/a.sql.ts': 'const q = sql`select 1 from population_public.person_version`' }],
  ['a test that uses test helpers', { 'src/foundations/acts/a.test.ts': "import { testDb } from '../../platform/testing.ts'" }],
  ['a migration of the module that owns the table', { [migration]: people, 'src/foundations/population/migrations/0041-x.sql': 'alter table person_version add column pets int;' }],
]

describe('the floors of the house', () => {
  it('stand in order', () => assert.deepEqual(checkFloors(), []))

  for (const [what, house, says] of planted) it(`find ${what}`, () => assert.match(breachesOf(house).join('\n'), says))

  for (const [what, house] of allowed) it(`let stand ${what}`, () => assert.deepEqual(breachesOf(house), []))
})
