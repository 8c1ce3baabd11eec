import { addDays, addMinutes, todayAt } from '../../../kernel/plain-date.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Ctx, Instant, PlainDate } from '../../../platform/index.ts'
import { once, recordAct } from '../../acts/index.ts'
import { personIdOf } from '../../population/index.ts'
import { ruleNumber } from '../rules.ts'
import { lodgingTold, type LodgingNotice } from './acts.ts'
import { lodgingDue } from './due.ts'
import { hostFor, reporterOf } from './hosts.ts'
import { isLodgingReason } from './reasons.ts'
import { refuseUnless } from './refusals.ts'

export const mostGuests = 100
export const mostLetters = 200
export const mostShort = 40

/** A guest as the host tells of him or her. A number is kept as told and never answered with a name: this is no way to look people up. */
export interface LodgingGuest {
  readonly docKind: 'pin' | 'passport' | 'other' | 'none'
  readonly docNumber?: string | null
  /** Needed where there is no personal number. */
  readonly name?: string | null
  readonly birthDate?: string | null
  readonly gender?: 'male' | 'female' | null
  /** Code of the list nationalities; VNM where nothing is said. */
  readonly nationality?: string
  readonly homeText?: string | null
  readonly room?: string | null
}

export interface TellLodging {
  /** Household or place. */
  readonly hostId: string
  readonly guests: readonly LodgingGuest[]
  readonly reason: string
  readonly nights: number
  /** Now where nothing is said. */
  readonly arriveAt?: Instant | null
  readonly channel?: 'quick' | 'offline' | 'file'
  /** The device's clock when it was pressed without a network: shown beside the time of receipt. */
  readonly deviceAt?: Instant | null
  readonly commandId: string
}

export interface LodgingReceipt {
  readonly noticeId: string
  readonly replayed: boolean
  /** 'LT261122-9F3C2A': what a host shows in an inspection. */
  readonly reference: string
  readonly receivedAt: Instant
  readonly guests: number
  readonly late: boolean
}

/** A clock of a telephone may run ahead by this much. */
const driftMinutes = 15

/**
 * Luật Cư trú 2020 đ.30: a member of a household, or owner or staff of a lodging place, tells of guests. Idempotent by command.
 * Refuses a dwelling that is not one's own, no or too many guests, a guest twice, thirty nights or more, and an arrival ahead.
 */
export async function tellLodging(ctx: Ctx, input: TellLodging): Promise<LodgingReceipt> {
  const host = await hostFor(ctx, input.hostId)
  return once(ctx, input.commandId, (act) => receipt(act), async () => {
    refuseUnless(input.guests.length > 0, 'lodging.no-guest', { field: 'guests' })
    refuseUnless(input.guests.length <= mostGuests, 'lodging.too-many-guests', { field: 'guests', vars: { most: mostGuests } })
    refuseUnless(isLodgingReason(input.reason), 'lodging.reason-unknown', { field: 'reason' })
    refuseTwice(input.guests)
    const arriveAt = input.arriveAt ?? ctx.now
    refuseUnless(arriveAt <= addMinutes(ctx.now, driftMinutes), 'lodging.arrival-ahead', { field: 'arrive' })
    const arrivesOn = todayAt(arriveAt)
    refuseUnless(arrivesOn >= addDays(ctx.today, -ruleNumber('lodging-longest-days', ctx.today)), 'lodging.arrival-old', { field: 'arrive' })
    refuseNights(input.nights, arrivesOn)
    const found = await Promise.all(input.guests.map(async (each) => (each.docKind === 'pin' && each.docNumber ? personIdOf(ctx.tx, each.docNumber) : undefined)))
    // The guest sees among the readings that somebody told of a stay, and may ask.
    const known = found.flatMap((id) => id ?? [])
    if (known.length > 0) ctx.logRead({ kind: 'open', register: 'residence', subjects: known, fields: ['lodging'] })
    const { kind, area, province, detail } = host
    const payload: LodgingNotice = {
      noticeId: newId(), reference: referenceOf(ctx.today, input.commandId), host: { kind, id: host.hostId, area, province, detail }, reason: input.reason, arriveAt, arrivesOn, leavesOn: addDays(arrivesOn, input.nights),
      channel: input.channel ?? 'quick', deviceAt: input.deviceAt ?? null, reporterId: reporterOf(ctx), guests: input.guests.map((each, i) => guestOf(each, found[i] ?? null, arriveAt, ctx.now)),
    }
    const { act, replayed } = await recordAct(ctx, lodgingTold, { subjectId: host.hostId, payload, occurredOn: arrivesOn, basis: { article: 'Luật Cư trú 2020, đ.30' }, commandId: input.commandId })
    return receipt(act, replayed)
  })
}

/** Longer than any card or passport has it. */
export const textTooLong = ({ name, homeText, docNumber, room }: LodgingGuest): boolean =>
  [name, homeText].some((text) => (text ?? '').length > mostLetters) || [docNumber, room].some((text) => (text ?? '').length > mostShort)

function guestOf(guest: LodgingGuest, guestId: string | null, arriveAt: Instant, now: Instant): LodgingNotice['guests'][number] {
  const { docKind, docNumber = null, name = null, birthDate = null, gender = null, nationality = 'VNM', homeText = null, room = null } = guest
  refuseUnless(docKind === 'pin' ? docNumber : name && name.trim() !== '', docKind === 'pin' ? 'lodging.no-guest' : 'lodging.name-needed', { field: 'guests' })
  refuseUnless(!textTooLong(guest), 'lodging.text-long', { field: 'guests', vars: { most: mostLetters, short: mostShort } })
  const dueAt = lodgingDue(arriveAt, nationality)
  return { guestId, name, docKind, docNumber, birthDate, gender, nationality, homeText, room, dueAt, late: now >= dueAt }
}

function refuseTwice(guests: readonly LodgingGuest[]): void {
  const seen = new Set<string>()
  guests.forEach(({ docNumber }, i) => {
    refuseUnless(!docNumber || !seen.has(docNumber), 'lodging.told-twice', { field: 'guests', vars: { line: i + 1 } })
    if (docNumber) seen.add(docNumber)
  })
}

function refuseNights(nights: number, on: PlainDate): void {
  const days = ruleNumber('lodging-longest-days', on)
  refuseUnless(Number.isInteger(nights) && nights >= 1, 'lodging.nights-needed', { field: 'nights' })
  refuseUnless(nights < days, 'lodging.too-long', { field: 'nights', vars: { days } })
}

/** Day and the last letters of the command: the same press has the same reference on every try. */
const referenceOf = (today: PlainDate, commandId: string): string => `LT${today.slice(2).replaceAll('-', '')}-${commandId.slice(-8).toUpperCase()}`

function receipt(act: { readonly recordedAt: string; readonly payload: unknown }, replayed = true): LodgingReceipt {
  const { noticeId, reference, guests } = act.payload as LodgingNotice
  return { noticeId, replayed, reference, receivedAt: act.recordedAt, guests: guests.length, late: guests.some((each) => each.late) }
}
