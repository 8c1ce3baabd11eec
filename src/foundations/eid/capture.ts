import { definePort, type Ctx } from '../../platform/index.ts'

/** What the devices of a police desk found: card, face. Pictures stay in the device; only results come here. */
export interface Capture {
  /** Name of the device, shown to the officer and kept with the case. */
  readonly device: string
  /** No real device: shown on every screen that uses the result. Only in a demonstration. */
  readonly simulated: boolean
  readonly cardRead: boolean
  /** 0 to 100, against the picture the register holds; null when the device compares none. */
  readonly faceScore: number | null
}

/** Card reader and camera of the desk; null where this installation has none, and then nothing is taken in person. */
export const captureAtDesk = definePort<(ctx: Ctx, request: { personId: string }) => Promise<Capture | null>>('eid.captureAtDesk')

export interface ChipProof { readonly personId: string; readonly factors: readonly ('sc' | 'face' | 'fpt')[] }

/** Proof by the card's chip, where a reader is: filled by the cards module. null: the way is not offered anywhere. */
export const chipProof = definePort<() => ((ctx: Ctx, answer: unknown) => Promise<ChipProof>) | null>('eid.chipProof')
