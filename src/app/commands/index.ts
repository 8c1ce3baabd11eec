import type { Command } from './command.ts'

/** Every command, loaded only when it is called: `help` needs no database driver. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  work: async () => (await import('./work.ts')).work,
  init: async () => (await import('./init.ts')).init,
  doctor: async () => (await import('./doctor.ts')).doctor,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  'convert-addresses': async () => (await import('./convert-addresses.ts')).convertAddressesCommand,
  import: async () => (await import('./import.ts')).importCommand,
  'import-books': async () => (await import('./import-books.ts')).importBooksCommand,
  'export-books': async () => (await import('./export-books.ts')).exportBooksCommand,
  rebuild: async () => (await import('./rebuild.ts')).rebuildCommand,
  quality: async () => (await import('./quality.ts')).qualityCommand,
  'export-heads': async () => (await import('./export-heads.ts')).exportHeadsCommand,
  'redact': async () => (await import('./redact.ts')).redactCommand,
  'export-log': async () => (await import('./export-log.ts')).exportLogCommand,
  'verify-log': async () => (await import('./verify-log.ts')).verifyLogCommand,
  feeds: async () => (await import('./feeds.ts')).feedsCommand,
  'bulk-export': async () => (await import('./bulk-export.ts')).bulkExportCommand,
  seal: async () => (await import('./seal.ts')).seal,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  'rotate-keys': async () => (await import('./rotate-keys.ts')).rotateKeys,
  'recovery-sheet': async () => (await import('./recovery-sheet.ts')).recoverySheet,
  reset: async () => (await import('./reset.ts')).reset,
  help: async () => (await import('./help.ts')).helpOf(commands),
}
