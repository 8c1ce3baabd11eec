/** A sentence of the trial installation, in the languages of the pages. */
export interface Said { readonly vi: string; readonly en: string }

/** A person of the trial installation whom a visitor may be. */
export interface DemoPersona {
  readonly key: string
  readonly name: string
  /** In words: '26 tuổi, công nhân may'. */
  readonly role: Said
  /** The post held, in words; absent for citizens. */
  readonly post?: string | null
  readonly personId: string
  /** The personal number to sign in with by password and code. */
  readonly pin?: string
  readonly appointmentId: string | null
  /** Where this persona begins. */
  readonly landing: string
}

/** One step of the walk through the whole journey. */
export interface DemoStep {
  readonly title: Said
  readonly text: Said
  /** In words: 'Cán bộ tư pháp, rồi Chủ tịch xã'. */
  readonly who: Said
  /** Key of the persona who does it; null for a page that needs nobody. */
  readonly persona: string | null
  /** Where the step opens; the persona's landing when left out. */
  readonly landing?: string
  /** Who goes on, or where, within the same step. */
  readonly next?: { readonly label: Said; readonly persona: string; readonly landing: string }
}

export interface Demo {
  readonly personas: readonly DemoPersona[]
  readonly steps: readonly DemoStep[]
  /** The text of a made-up identity card, to try the desk with. */
  readonly deskCard?: string
  /** A list to try the matching of lists with: CSV, of made-up people of this demonstration. */
  readonly sampleList?: () => string
  /** Opens every persona's account, so that a visitor can try the real sign-in. */
  readonly password?: string
}

let given: Demo | null = null

/** Called once at start, and only where the database is stamped as a demonstration. null in production: no bar, no personas. */
export function setDemo(demo: Demo | null): void {
  given = demo
}

export const demo = (): Demo | null => given
