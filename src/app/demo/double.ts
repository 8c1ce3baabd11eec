import { cast } from '../../../synthetic/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { demoId } from './system.ts'

/** A number of the serials that are kept for the cast. */
const number = '099068990907'

/** A man of the home commune stands in the register a second time, without a home and under another number: for the officer who looks at doubles. May be repeated. */
export async function seedDouble(ctx: Ctx): Promise<void> {
  if (await personIdOf(ctx.tx, number)) return
  const { fullName, birthDate, gender, residenceArea } = cast.tam
  await importPerson(ctx, {
    person: {
      personId: demoId('person', 'double'), source: 'population-register', statedOn: '2025-01-01', relatives: [], numbers: [{ kind: 'pin', value: number, status: 'active' }],
      facts: { fullName, birthDate, gender, ethnicity: '01', religion: '00', nationalities: ['VNM'], maritalStatus: null, lifeStatus: 'living', nativePlace: { area: residenceArea, text: null } },
    },
  }, { commandId: demoId('command', 'double') })
}
