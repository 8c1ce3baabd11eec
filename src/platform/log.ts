import { pino, type DestinationStream, type Logger } from 'pino'
import { maskDeep } from './personal-data-mask.ts'

/** Structured log, one JSON object a line. Everything that passes is masked first: no personal numbers, phones or mails. */
export type Log = Logger

export interface LogOptions {
  readonly level?: string
  /** Where lines go; standard output by default. */
  readonly destination?: DestinationStream
  /** Stands on every line, e.g. { program: 'congdan' }. */
  readonly base?: Record<string, unknown>
}

export function createLog(options: LogOptions = {}): Log {
  const settings = {
    level: options.level ?? 'info',
    base: maskDeep(options.base ?? {}) as Record<string, unknown>,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: {
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn) {
        method.apply(this, args.map((arg) => (arg instanceof Error ? { err: maskDeep(arg) } : maskDeep(arg))) as Parameters<pino.LogFn>)
      },
    },
    serializers: { err: (value: unknown) => value },
  }
  const log = options.destination ? pino(settings, options.destination) : pino(settings)
  // Children write their bindings without asking any formatter.
  const child = log.child
  log.child = function (bindings, childOptions) {
    return child.call(this, maskDeep(bindings) as pino.Bindings, childOptions) as never
  }
  return log
}
