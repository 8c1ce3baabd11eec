/** Events of this module, by type; ids alone. */
export interface MandateEvents {
  /** `otherId` is asked by `askerId`, who would give (`giver`) or receive (`holder`) a permission. */
  readonly 'mandates.asked': { readonly requestId: string; readonly askerId: string; readonly askedAs: 'giver' | 'holder'; readonly otherId: string }
  readonly 'mandates.given': { readonly mandateId: string; readonly giverId: string; readonly holderId: string; readonly actId: string }
  readonly 'mandates.ended': { readonly mandateId: string; readonly giverId: string; readonly holderId: string; readonly endedBy: 'giver' | 'holder' | 'law'; readonly actId: string }
}
