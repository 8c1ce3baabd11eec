import { z } from 'zod'
import { defineAct, insert, prior } from '../../foundations/acts/index.ts'
import { plainDateSchema } from '../../foundations/population/index.ts'
import { refuseUnless } from './refusals.ts'
import { healthCard } from './tables.sql.ts'

const issuedSchema = z.object({
  personId: z.uuid(), cardId: z.uuid(), cardNumber: z.string(), objectGroup: z.string(), benefitLevel: z.string(), province: z.string(), insuranceNumber: z.string(),
  clinicCode: z.string(), householdId: z.uuid(), area: z.string(), issuerId: z.uuid().nullable(), issuerName: z.string(), issuedOn: plainDateSchema, validFrom: plainDateSchema, validTo: plainDateSchema,
})
export type CardIssued = z.infer<typeof issuedSchema>

/** Luật Bảo hiểm y tế đ.12, 16: a child under six has a card from the day of birth; nobody has two at a time. */
export const cardIssued = defineAct<CardIssued>({
  type: 'health-card-issued',
  schema: issuedSchema,
  prior: ({ personId }) => [prior(healthCard, 'person_id', personId)],
  check({ payload }, before) {
    const overlapping = before.rows(healthCard).some((row) => (row['valid_from'] as string) < payload.validTo && (row['valid_to'] === null || (row['valid_to'] as string) > payload.validFrom))
    refuseUnless(!overlapping, 'health.card-exists')
  },
  apply: ({ payload }) => [insert(healthCard, {
    person_id: payload.personId, card_id: payload.cardId, card_number: payload.cardNumber, object_group: payload.objectGroup, benefit_level: payload.benefitLevel,
    province: payload.province, insurance_number: payload.insuranceNumber, clinic_code: payload.clinicCode, household_id: payload.householdId, area: payload.area,
    issuer_id: payload.issuerId, valid_from: payload.validFrom, valid_to: payload.validTo,
  })],
  event: ({ payload, actId, dossierId }) => ({
    type: 'health.card-issued', subject: payload.personId,
    payload: {
      cardId: payload.cardId, personId: payload.personId, area: payload.area, issuerName: payload.issuerName, issuedOn: payload.issuedOn,
      validFrom: payload.validFrom, validTo: payload.validTo, dossierId, actId,
    },
  }),
})
