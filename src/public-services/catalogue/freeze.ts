import { canonicalJson, parseJson } from '../../kernel/canonical-json.ts'
import { EVALUATOR_VERSION } from '../../kernel/expression.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import type { Service } from './linked.ts'

/** What a dossier keeps: the exact text of the procedure it was opened under, its hash, and who may read its conditions. */
export interface Frozen {
  readonly canonicalJson: string
  /** SHA-256 of the canonical JSON, hexadecimal. */
  readonly hash: string
  readonly evaluatorVersion: number
}

/** Canonical JSON, its SHA-256 and the version of the evaluator: what a dossier runs on to its end. */
export function freeze(service: Service): Frozen {
  const text = canonicalJson(service)
  return { canonicalJson: text, hash: sha256Hex(text), evaluatorVersion: EVALUATOR_VERSION }
}

/**
 * The procedure of a dossier from its frozen text, deeply read-only. Throws when the text was changed (hash given and
 * unequal), when it is no procedure, or when it was frozen for an evaluator this program does not have.
 */
export function loadProcedure(text: string, kept: Partial<Pick<Frozen, 'hash' | 'evaluatorVersion'>> = {}): Service {
  if (kept.evaluatorVersion !== undefined && kept.evaluatorVersion > EVALUATOR_VERSION) throw new Error(`this procedure needs evaluator ${kept.evaluatorVersion}; this program has ${EVALUATOR_VERSION}`)
  if (kept.hash !== undefined && sha256Hex(text) !== kept.hash) throw new Error('the frozen procedure does not match its hash')
  const value = parseJson(text) as unknown as Service
  if (value.kind !== 'procedure' && value.kind !== 'linked') throw new Error('this text is no procedure')
  return deepFreeze(value)
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
