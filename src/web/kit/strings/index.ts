import { kitStrings } from './kit.ts'

export { strings } from './catalogue.ts'
export type { Catalogue, Lang, Say, Vars } from './catalogue.ts'
export { kitStrings } from './kit.ts'

/** A sentence of the kit's own catalogue; vars and keys are checked at compile time. */
export const t = kitStrings.t
