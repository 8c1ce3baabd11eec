import { keys } from '../../platform/index.ts'

/** What a job must know and nobody else may: it waits in the queue encrypted. */
export const sealForJob = (about: string, secret: readonly unknown[]): string => Buffer.from(keys().encrypt('field-encryption', Buffer.from(JSON.stringify(secret)), about)).toString('base64url')

export const openInJob = (about: string, sealed: string): unknown => JSON.parse(Buffer.from(keys().decrypt('field-encryption', Buffer.from(sealed, 'base64url'), about)).toString())
