import { definePermissions } from '../../platform/index.ts'

export const permissions = definePermissions({
  /** Holding a list against the whole register: by command alone, with a purpose said. */
  'linkage.match': [{ system: true }],
})
