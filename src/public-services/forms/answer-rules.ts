import { addDays, addMonths, formatDateVi, parseDateVi, type PlainDate } from '../../kernel/plain-date.ts'
import { checkCmnd9, parseTypedCmnd9 } from '../../kernel/old-number.ts'
import { parsePhone, phoneProblem } from '../../kernel/phone.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { checkPersonName, normaliseName } from '../../kernel/vietnamese-name.ts'
import { nfc, tidySpaces } from '../../kernel/vietnamese-text.ts'
import type { AnswerRule, InputItem } from '../catalogue/index.ts'

/** A technical bound of ours on any written answer. */
export const ANSWER_MAX = 1000

export type Read = { readonly value: string } | { readonly problem: string }

/** What was typed, brought into the form that is kept. Says nothing about whether it is allowed. */
export function tidied(item: InputItem, typed: string): string {
  const text = tidySpaces(nfc(typed))
  if (item.kind === 'phone') return parsePhone(text)?.national ?? text
  if (item.kind === 'pin') return parseTypedPin(text) ?? text
  if (item.rules.some((rule) => rule.rule === 'old-number')) return parseTypedCmnd9(text) ?? text
  return item.rules.some((rule) => rule.rule === 'person-name') ? normaliseName(text) : text
}

/** At a desk a person without a phone gives no number: the printed receipt takes the place of messages. */
export const mayBeLeftOut = (item: InputItem, filing: { readonly helped?: boolean }): boolean => item.optional || (filing.helped === true && item.kind === 'phone')

/** The first rule the answer breaks, in the words the citizen reads; undefined when it keeps them all. */
export function brokenRule(item: InputItem, value: string, today: PlainDate): string | undefined {
  if (value === '') return item.optional ? undefined : sayOf(item, 'required') ?? `Trả lời câu «${item.label}»`
  if (value.length > ANSWER_MAX) return `Câu trả lời dài ${value.length} ký tự. Viết không quá ${ANSWER_MAX} ký tự.`
  for (const rule of item.rules) {
    const problem = problemOf(rule, value, today)
    if (problem) return problem
  }
  return undefined
}

const sayOf = (item: InputItem, rule: AnswerRule['rule']): string | undefined => item.rules.find((each) => each.rule === rule)?.say

function problemOf(rule: AnswerRule, value: string, today: PlainDate): string | undefined {
  const said = (broken: boolean) => broken ? (rule.say ?? 'Xem lại câu trả lời này').replace('{today}', shortDate(today)) : undefined
  switch (rule.rule) {
    case 'required': return undefined
    case 'person-name': return checkPersonName(value)[0]?.vi
    case 'phone': return phoneProblem(value) ?? undefined
    case 'number': return said(!/^\d{1,4}([.,]\d{1,2})?$/.test(value))
    case 'old-number': return checkCmnd9(value)[0]?.vi
    case 'pin': return typedPinProblem(value) ?? undefined
    case 'not-after-today': return said(value > today)
    case 'not-before-today': return said(value < today)
    case 'days-ahead-at-least': return said(value < addDays(today, Number(rule.with)))
    case 'months-ahead-at-most': return said(value > addMonths(today, Number(rule.with)))
    case 'time-of-day': return said(!/^([01]\d|2[0-3]):[0-5]\d$/.test(value))
    case 'at-most': return said(value.length > Number(rule.with))
  }
}

/** 12/5/2026, as people write it. */
const shortDate = (date: PlainDate): string => formatDateVi(date).replace(/\b0/g, '')

/** Three boxes, or one text. Undefined when nothing was typed. */
export function readDate(label: string, boxes: { day: string; month: string; year: string }): Read | undefined {
  const { day, month, year } = boxes
  if (!day && !month && !year) return undefined
  if (!day || !month || !year) return { problem: `${label}: ghi đủ ngày, tháng và năm. Ví dụ: 8 5 2026` }
  const date = parseDateVi({ d: day, m: month, y: year })
  return date ? { value: date } : { problem: `Không có ngày ${day}/${month}/${year}. Xem lại ngày, tháng, năm.` }
}
