export * from './types.ts'
export { newSessionToken, sessionTokenHash } from './session-cookie.ts'
export { safePath } from './safe-path.ts'
export type { ServerOptions } from './options.ts'
