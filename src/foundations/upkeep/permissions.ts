import { definePermissions } from '../../platform/index.ts'

/** Keeping the register right is the work of the police of the commune (Luật Căn cước 2023 đ.11). */
export const permissions = definePermissions({
  'upkeep.work': [{ role: ['police-officer', 'police-commander'], within: 'area' }],
})
