import { z } from 'zod'
import { changeFrom, defineAct, prior, type Row } from '../../acts/index.ts'
import { foundIn, personVersion, plainDateSchema } from '../../population/index.ts'
import { household, residencePeriod } from '../tables.sql.ts'

const convertedSchema = z.object({
  householdId: z.uuid().nullable(), people: z.array(z.uuid()), from: plainDateSchema, was: z.object({ area: z.string(), province: z.string() }), is: z.object({ area: z.string(), province: z.string() }),
  /** The old unit in words, kept beside the address for good. */
  oldText: z.string(),
})
export type AddressConverted = z.infer<typeof convertedSchema>

/** NQ 202/2025/QH15 and the resolutions on communes: the dwelling stays, the unit it lies in is another. What documents said is not touched. */
export const addressConverted = defineAct<AddressConverted>({
  type: 'address-converted',
  schema: convertedSchema,
  prior: ({ householdId, people }) => [
    ...(householdId ? [prior(household, 'household_id', householdId)] : []),
    ...people.flatMap((personId) => [prior(residencePeriod, 'person_id', personId), prior(personVersion, 'person_id', personId)]),
  ],
  apply({ payload: { householdId, people, from, was, is, oldText } }, before) {
    const concerned = (row: Row): boolean => row['area'] === was.area && row['province'] === was.province && (householdId === null || row['household_id'] === householdId)
    const columns = (row: Row): Row => ({ area: is.area, province: is.province, old_text: row['old_text'] ?? oldText })
    return [
      ...before.open(household).filter(concerned).flatMap((row) => changeFrom(household, row, from, columns(row))),
      ...people.flatMap((personId) => {
        const own = before.open(residencePeriod).filter((row) => row['person_id'] === personId)
        const places = own.toSorted((a, b) => rank(a) - rank(b)).map((row) => (concerned(row) ? is : { area: row['area'] as string, province: row['province'] as string }))
        return [...own.filter(concerned).flatMap((row) => changeFrom(residencePeriod, row, from, columns(row))), ...(places.length > 0 ? foundIn(before, personId, places, from) : [])]
      }),
    ]
  },
})

const rank = (row: Row): number => ['permanent', 'temporary', 'current'].indexOf(row['kind'] as string)
