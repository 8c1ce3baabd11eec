import { formatDayVi, formatDateVi, isInstant, isPlainDate, localTimeOf, partsOf, type Instant } from '../../kernel/plain-date.ts'
import type { MessageRules } from './rules.ts'
import { smsToSend } from './sms-text.ts'
import { templates, type Template, type TemplateKey, type Vars, type Words } from './templates.ts'

export type Lang = 'vi' | 'en'

/** One real event of a message: what it says and when it was. */
export interface Part {
  readonly template: TemplateKey
  readonly vars: Vars
  /** Changes of the same topic replace one another: only the newest state of a lane is worth telling. */
  readonly topic: string
  /** Sorts changes by when they happened: the id of the event (time-ordered), for jobs may run in another order. */
  readonly order: string
  readonly at: Instant
}

export interface Rendered {
  readonly title: string
  readonly body: string
}

/** Stands in stored texts where a one-time code was. */
export const hiddenSecret = '******'

export const templateOf = (key: string): Template => templates[key as TemplateKey]

/** The part that gives the title and what to do: the heaviest, the newest of equals. */
export function leadOf(parts: readonly Part[]): Part {
  return parts.reduce((lead, part) => (templateOf(part.template).weight >= templateOf(lead.template).weight ? part : lead))
}

/**
 * Adds a change in the order of events. Of one topic only the newest stays, but one that weighs more is kept:
 * a request is not hidden by the step it came with.
 */
export function gather(parts: readonly Part[], part: Part): Part[] {
  const same = parts.find((each) => each.topic === part.topic)
  const kept = same && rank(same) > rank(part) ? same : part
  return [...parts.filter((each) => each !== same), kept].sort((a, b) => (a.order < b.order ? -1 : 1))
}

const rank = (part: Part): string => `${templateOf(part.template).weight}:${part.order}`

/** Title and text for the inbox and for mail. */
export function renderNotice(parts: readonly Part[], lang: Lang, rules: MessageRules, reference: string, secret = hiddenSecret): Rendered {
  const lead = leadOf(parts)
  const words = templateOf(lead.template)[lang]
  const say = (part: Part, sentence: string) => fill(sentence, part, lang, rules, secret)
  const code = parts.map((part) => part.vars['code']).find((each) => each !== undefined)
  const happened = parts.length === 1 ? [say(lead, words.happened)] : parts.map((part) => `• ${say(part, templateOf(part.template)[lang].happened)}`)
  return {
    title: say(lead, words.title),
    body: [...happened, '', say(lead, words.todo), ...byWhen(words).map((sentence) => say(lead, sentence)), '', ...footer(lang, code, reference, rules)].join('\n'),
  }
}

/** The one SMS of a message; several changes are told by their number. */
export function renderSms(parts: readonly Part[], rules: MessageRules, secret = hiddenSecret): string {
  const lead = leadOf(parts)
  const several = parts.length > 1 && templateOf(lead.template).weight < 2
  const text = several ? 'Hồ sơ {code} có {changes} thay đổi. Đăng nhập để xem. Cần giúp: gọi {helpPhone}.' : templateOf(lead.template).sms
  return smsToSend(fill(text, { ...lead, vars: { ...lead.vars, changes: parts.length } }, 'vi', rules, secret), rules.sms)
}

const byWhen = (words: Words): string[] => (words.byWhen === undefined ? [] : [words.byWhen])

function footer(lang: Lang, code: string | number | undefined, reference: string, rules: MessageRules): string[] {
  const { phone, hours } = rules.help
  return lang === 'vi'
    ? [...(code === undefined ? [] : [`Mã hồ sơ: ${code}`]), `Cần giúp: gọi ${phone} (${hours}).`, `Mã tin: ${reference}. Tin thật luôn có trong «Tin nhắn» khi đăng nhập.`]
    : [...(code === undefined ? [] : [`Filing: ${code}`]), `Help: call ${phone} (${hours}).`, `Message ${reference}. A genuine message is always under “Messages” when you sign in.`]
}

function fill(sentence: string, part: Part, lang: Lang, rules: MessageRules, secret: string): string {
  const own: Vars = { helpPhone: rules.help.phone, helpHours: rules.help.hours, secret }
  const filled = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = own[name] ?? part.vars[name]
    return value === undefined ? whole : readable(value, lang)
  })
  return filled.replace(/([.!?])\.(?=\s|$)/g, '$1')
}

/** Dates as people read them: '17:00 thứ Năm 14/5/2026'. Other values as they are. */
function readable(value: string | number, lang: Lang): string {
  if (isInstant(value)) {
    const { date, hour, minute } = localTimeOf(value as Instant)
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')} ${day(date, lang)}`
  }
  return isPlainDate(value) ? day(value as string, lang) : String(value)
}

function day(date: string, lang: Lang): string {
  return lang === 'vi' ? `${formatDayVi(date)}/${partsOf(date).y}` : formatDateVi(date)
}

/** Eight letters by which a person and the help line find one message again. */
export const referenceOf = (noticeId: string): string => noticeId.slice(-8).toUpperCase()
