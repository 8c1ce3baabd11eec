import { looksLikeCardQr, parseCardQr } from '../../kernel/card-qr.ts'
import { instantOfLocal, isInstant, type Instant, type PlainDate } from '../../kernel/plain-date.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { nfc, tidySpaces } from '../../kernel/vietnamese-text.ts'
import { codeEntry } from '../../foundations/areas/index.ts'
import { arrivalOf, type LodgingGuest } from '../../foundations/residence/index.ts'
import type { FormBody } from '../../platform/http/index.ts'
import { lodgingStrings } from './strings.ts'

export interface Typed {
  readonly host: string
  readonly guests: string
  readonly reason: string
  readonly nights: string
  readonly room: string
  readonly arrive: string
  readonly name: string
  readonly document: string
  readonly nationality: string
}

export const typedOf = (form: FormBody): Typed => ({
  host: form.get('host'), guests: form.get('guests'), reason: form.get('reason'), nights: form.get('nights'), room: form.get('room'), arrive: form.get('arrive'), name: form.get('name'), document: form.get('document'), nationality: form.get('nationality') || 'VNM',
})

export interface ReadForm {
  readonly guests: readonly LodgingGuest[]
  readonly arriveAt: Instant | null
  readonly deviceAt: Instant | null
  readonly errors: readonly FieldError[]
}

/** Guests of a form: lines of digits or card texts, and one guest without a number; each fault at its field with the line it is in. */
export function readForm(form: FormBody, today: PlainDate): ReadForm {
  const typed = typedOf(form)
  const room = tidySpaces(nfc(typed.room)) || null
  const errors: FieldError[] = []
  const fault = (field: string, vi: string, en: string): void => void errors.push({ field, vi, en })
  const say = (field: string, key: 'line.empty' | 'line.card' | 'line.nationality' | 'line.arrive' | 'line.document'): void => fault(field, lodgingStrings.vi[key], lodgingStrings.en[key])
  const lines = nfc(typed.guests).split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const guests = lines.flatMap((line, i): LodgingGuest[] => {
    const card = parseCardQr(line)
    if (card) return [{ docKind: 'pin', docNumber: card.pin, name: card.fullName, birthDate: card.birthDate, gender: card.gender, homeText: card.address, room }]
    const pin = parseTypedPin(line)
    if (pin) return [{ docKind: 'pin', docNumber: pin, room }]
    const why = looksLikeCardQr(line) ? lodgingStrings.vi['line.card'] : typedPinProblem(line) ?? ''
    fault('guests', lines.length > 1 ? lodgingStrings.t('vi', 'line.wrong', { n: i + 1, why }) : why, lodgingStrings.t('en', 'line.wrong', { n: i + 1, why: lodgingStrings.en['line.card'] }))
    return []
  })
  const name = tidySpaces(nfc(typed.name))
  if (name !== '') {
    const document = tidySpaces(typed.document).toUpperCase()
    const foreign = typed.nationality !== 'VNM'
    if (!codeEntry('nationalities', typed.nationality, today)) say('nationality', 'line.nationality')
    if (foreign && document === '') say('document', 'line.document')
    guests.push({ docKind: document === '' ? 'none' : 'passport', docNumber: document || null, name, nationality: typed.nationality, room })
  }
  if (lines.length === 0 && name === '') say('guests', 'line.empty')
  const deviceAt = isInstant(form.get('deviceAt')) ? form.get('deviceAt') : null
  const arriveAt = typed.arrive.trim() === '' ? null : arrivalOf(/^\d{1,2}[:hg]\d{2}/.test(typed.arrive.trim()) ? `${today} ${typed.arrive.trim()}` : typed.arrive)
  if (typed.arrive.trim() !== '' && !arriveAt) say('arrive', 'line.arrive')
  return { guests, arriveAt: arriveAt ?? deviceAt, deviceAt, errors }
}

/** 23:00 today, for the words above the form. */
export const eveningOf = (today: PlainDate): Instant => instantOfLocal(today, '23:00')
