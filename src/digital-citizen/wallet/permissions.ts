import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  'wallet.read': [{ citizen: 'self-or-represented' }],
  'wallet.keep': [{ system: true }],
})
