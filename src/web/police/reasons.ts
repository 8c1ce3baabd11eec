import type { Purpose } from '../../platform/index.ts'
import type { PageRequest, SetCookie } from '../../platform/http/index.ts'
import { tidySpaces } from '../../kernel/vietnamese-text.ts'

/** Why an officer looks at people without a dossier. The sentence is what the citizen reads in "Ai đã xem dữ liệu của tôi". */
export interface Reason {
  readonly code: string
  readonly basis: string
  readonly text: string
  readonly en: string
}

export const reasons: readonly Reason[] = [
  { code: 'at-the-station', basis: 'Luật Cư trú 2020, đ.33', text: 'Giải quyết việc cư trú khi người dân tới trụ sở công an xã', en: 'Somebody came to the station about residence' },
  { code: 'residence-check', basis: 'Luật Cư trú 2020, đ.33', text: 'Kiểm tra, xác minh cư trú tại địa bàn', en: 'Checking residence on the ground' },
  { code: 'register-upkeep', basis: 'Luật Căn cước 2023, đ.11', text: 'Làm sạch dữ liệu dân cư của xã', en: 'Putting the register right' },
  { code: 'lodging-check', basis: 'Luật Cư trú 2020, đ.30', text: 'Kiểm tra thông báo lưu trú', en: 'Checking lodging notices' },
]

/** Reads that name nobody, or only say what waits: the day's work itself is the reason. */
export const areaPurpose: Purpose = { code: 'area-work', basis: 'Luật Cư trú 2020, đ.33', text: 'Quản lý cư trú tại địa bàn' }

export const reasonField = 'ly-do'
export const noteField = 'noi-ro'
export const longestNote = 120
const cookie = 'congdan-ly-do'
const workingDay = 8 * 3_600

export interface ChosenReason {
  readonly reason: Reason
  /** More in the officer's words; citizens read it too. */
  readonly note: string
}

/** What was chosen for this work: in the form that is being sent, else in the cookie of the working day. */
export function reasonOf(req: Pick<PageRequest, 'form' | 'cookies'>): ChosenReason | null {
  const typed = req.form.get(reasonField)
  const [code, note = ''] = typed === '' ? (req.cookies[cookie] ?? '').split('~') : [typed, encodeURIComponent(req.form.get(noteField))]
  const reason = reasons.find((each) => each.code === code)
  return reason ? { reason, note: tidySpaces(decoded(note)).slice(0, longestNote) } : null
}

/** A cookie may hold anything: what cannot be read as text is no note. */
function decoded(text: string): string {
  return /^(?:[\w.~!*'()-]|%[0-9a-f]{2})*$/i.test(text) ? safely(() => decodeURIComponent(text)) : ''
}

function safely(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}

export function reasonCookie({ reason, note }: ChosenReason): SetCookie {
  return { name: cookie, value: `${reason.code}~${encodeURIComponent(note)}`, maxAgeSeconds: workingDay, sameSite: 'Strict' }
}

/** The purpose of a page that reads people: the chosen reason, else the day's work in the area. */
export function purposeFor(req: PageRequest): Purpose {
  const chosen = reasonOf(req)
  if (!chosen) return areaPurpose
  const { reason, note } = chosen
  return { code: reason.code, basis: reason.basis, text: note === '' ? reason.text : `${reason.text}: ${note}` }
}
