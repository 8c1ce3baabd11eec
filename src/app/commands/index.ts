import type { Command } from './command.ts'

/** Every command, loaded only when it is called: `help` needs no database driver. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  work: async () => (await import('./work.ts')).work,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  import: async () => (await import('./import.ts')).importCommand,
  rebuild: async () => (await import('./rebuild.ts')).rebuildCommand,
  'export-log': async () => (await import('./export-log.ts')).exportLogCommand,
  'verify-log': async () => (await import('./verify-log.ts')).verifyLogCommand,
  reset: async () => (await import('./reset.ts')).reset,
  help: async () => (await import('./help.ts')).helpOf(commands),
}
