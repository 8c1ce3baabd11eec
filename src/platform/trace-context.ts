import { randomUUID } from 'node:crypto'

/** W3C Trace Context: one id for a request through all systems it touches. */
export interface TraceContext {
  readonly traceId: string
  /** Our own part of the trace. */
  readonly spanId: string
  readonly parentId: string | null
  readonly sampled: boolean
}

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** Goes on with the caller's trace, or begins one when the header is missing or malformed. */
export function continueTrace(traceparent: string | undefined): TraceContext {
  const spanId = hex().slice(0, 16)
  const found = shape.exec(traceparent ?? '')
  if (!found || /^0+$/.test(found[1]!) || /^0+$/.test(found[2]!)) return { traceId: hex(), spanId, parentId: null, sampled: false }
  return { traceId: found[1]!, spanId, parentId: found[2]!, sampled: (Number.parseInt(found[3]!, 16) & 1) === 1 }
}

/** Of a random UUID: the system is asked for its randomness in advance, not at every request. */
const hex = (): string => randomUUID().replaceAll('-', '')

/** The header for calls we make ourselves. */
export function traceparent(trace: TraceContext): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`
}
