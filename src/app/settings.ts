import { readFileSync } from 'node:fs'
import { rootPath, type Config } from '../platform/index.ts'
import type { Mode } from './open.ts'

export interface ProgramSettings {
  readonly mode: Mode
  /** Address people type, without a slash at the end. */
  readonly publicUrl: string
  readonly version: string
}

let settings: ProgramSettings = { mode: 'production', publicUrl: 'http://localhost:3000', version: versionOf() }

/** Set once, when the house has been opened; ports that ask for the address or the mode read it here. */
export function setProgramSettings(mode: Mode, config: Config): ProgramSettings {
  settings = { mode, publicUrl: (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, ''), version: versionOf() }
  return settings
}

export const programSettings = (): ProgramSettings => settings

function versionOf(): string {
  return (JSON.parse(readFileSync(rootPath('package.json'), 'utf8')) as { version: string }).version
}
