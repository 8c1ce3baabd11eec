/** A person of the trial installation whom a visitor may be. */
export interface DemoPersona {
  readonly key: string
  readonly name: string
  /** In words: '26 tuổi, công nhân may'. */
  readonly role: string
  /** The post held, in words; absent for citizens. */
  readonly post?: string | null
  readonly personId: string
  readonly appointmentId: string | null
  /** Where this persona begins. */
  readonly landing: string
}

/** One step of the walk through the whole journey. */
export interface DemoStep {
  readonly title: string
  readonly text: string
  /** Key of the persona who does it; null for a page that needs nobody. */
  readonly persona: string | null
  /** Where the step opens; the persona's landing when left out. */
  readonly landing?: string
}

export interface Demo {
  readonly personas: readonly DemoPersona[]
  readonly steps: readonly DemoStep[]
}

let given: Demo | null = null

/** Called once at start, and only where the database is stamped as a demonstration. null in production: no bar, no personas. */
export function setDemo(demo: Demo | null): void {
  given = demo
}

export const demo = (): Demo | null => given
