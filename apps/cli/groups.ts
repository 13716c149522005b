import type { Command } from 'commander';

/** Groups by name; only the one that is called is loaded, so that a look at a clock does not wait for the whole house. */
export const groups: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  clock: async () => (await import('./clock-commands.ts')).clockCommands,
  calendar: async () => (await import('./calendar-commands.ts')).calendarCommands,
  plan: async () => (await import('./plan-commands.ts')).planCommands,
  import: async () => (await import('./import-commands.ts')).importCommands,
  record: async () => (await import('./record-commands.ts')).recordCommands,
  audit: async () => (await import('./audit-commands.ts')).auditCommands,
  'api-key': async () => (await import('./api-key-commands.ts')).apiKeyCommands,
  user: async () => (await import('./user-commands.ts')).userCommands,
  doctor: async () => (await import('./doctor-commands.ts')).doctorCommand,
  backup: async () => (await import('./backup-commands.ts')).backupCommand,
  restore: async () => (await import('./backup-commands.ts')).restoreCommand,
};
