import type { Service } from './linked.ts'

/** Something that keeps a procedure from being published. */
export interface Problem {
  readonly check: string
  readonly at: string
  readonly says: string
}
export type Check = (service: Service) => Problem[]
