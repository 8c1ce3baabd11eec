import { registerTable } from '../../acts/index.ts'
import { refuse } from './refusals.ts'

export const lodgingPlace = registerTable({
  name: 'lodging_place', kind: 'bitemporal', key: ['place_id'],
  columns: { place_id: 'uuid', kind: 'text', name: 'text', owner_id: 'uuid', area: 'text', province: 'text', detail: 'text', rooms: 'int' },
})

export const lodgingStaff = registerTable({
  name: 'lodging_staff', kind: 'bitemporal', key: ['place_id'],
  columns: { place_id: 'uuid', person_id: 'uuid' },
  constraints: { lodging_staff_once: () => refuse('lodging.staff-already') },
})

export const lodgingStay = registerTable({
  name: 'lodging_stay', kind: 'bitemporal', key: ['host_id'], lookups: ['notice_id'],
  columns: {
    host_id: 'uuid', host_kind: 'text', notice_id: 'uuid', reference: 'text', area: 'text', province: 'text', detail: 'text', room: 'text', guest_id: 'uuid', guest_name: 'text', doc_kind: 'text',
    doc_number: 'text', birth_date: 'text', gender: 'text', nationality: 'text', home_text: 'text', reason: 'text', arrive_at: 'instant', due_at: 'instant', late: 'boolean', channel: 'text',
    device_at: 'instant', reporter_id: 'uuid',
  },
  constraints: { lodging_stay_once: () => refuse('lodging.already-told') },
})

export const lodgingStanding = registerTable({
  name: 'lodging_standing', kind: 'bitemporal', key: ['host_id'],
  columns: { host_id: 'uuid', area: 'text', guest_id: 'uuid', guest_name: 'text', doc_number: 'text', relation: 'text', reporter_id: 'uuid' },
  constraints: { lodging_standing_once: () => refuse('lodging.standing-already') },
})
