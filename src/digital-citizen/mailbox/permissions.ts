import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'mailbox.read-own': [{ citizen: 'self' }],
})
