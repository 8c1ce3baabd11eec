/** Hard shapes of families: what makes matching and merging go wrong though nothing is wrong. Shares are parameters; what was made is written beside. */

export interface Shapes {
  /** Share of births that are twins. */
  readonly twins: number
  /** Share of children who bear the whole name of a brother or sister. */
  readonly homonymSiblings: number
  /** Share of households in which, where a couple has two children or more, the older ones are of a first marriage of the mother and bear another family name. */
  readonly remarriedMothers: number
  /** Share of households drawn from the other peoples of the whole country, wherever they live; the province's own mix where nothing is said. */
  readonly minorities: number
  /** Share of people of other peoples whose name is in its own form: "H'Hen Niê", "Y Moan Êban", "Vàng A Páo", Khmer names of two syllables. */
  readonly ownNames: number
}

export const defaultShapes: Shapes = { twins: 0.011, homonymSiblings: 0.002, remarriedMothers: 0.02, minorities: 0, ownNames: 0.6 }

export const shapeNames = { 'twins': 'twins', 'homonym-siblings': 'homonymSiblings', 'remarried-mothers': 'remarriedMothers', 'minorities': 'minorities', 'own-names': 'ownNames' } as const satisfies Record<string, keyof Shapes>

/** The shares with what was asked for. Refuses (throws) one that is no share. */
export function shapesOf(given: Partial<Shapes> = {}): Shapes {
  const shapes = { ...defaultShapes, ...given }
  for (const [name, share] of Object.entries(shapes)) if (!(share >= 0 && share <= 1)) throw new Error(`${name} is a share from 0 to 1`)
  return shapes
}

export type Shape = 'twin' | 'homonym-sibling' | 'remarried-mother' | 'own-name'

/** One shape: of whom, and with whom where it takes two. */
export interface ShapeRow {
  readonly externalId: string
  readonly shape: Shape
  /** The other twin, the sibling of the same name, the child of the first marriage; empty for a name. */
  readonly otherId: string
}

export const shapeColumns = ['external_id', 'shape', 'other_external_id'] as const
