import { definePort, type Instant } from '../../platform/index.ts'

export interface Sms {
  readonly messageId: string
  /** '+84912345678' as stored with the account. */
  readonly to: string
  readonly text: string
  readonly at: Instant
}

/** Hands an SMS to an operator; throws `Undeliverable` when it was not taken. */
export interface SmsGateway {
  send(sms: Sms): Promise<void>
}

/** The operator of this installation; null where none is set up: then no SMS is written at all. */
export const smsGateway = definePort<() => SmsGateway | null>('notify.smsGateway')

export function setSmsGateway(gateway: SmsGateway | null): void {
  smsGateway.fill(() => gateway)
}
