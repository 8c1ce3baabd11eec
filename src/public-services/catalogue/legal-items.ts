import type { Condition } from '../../kernel/expression.ts'

/** Where the value of a legal item comes from, in the words of the meter. */
export type ItemSource = 'known' | 'event' | 'derived' | 'choice' | 'typed'

/** One item of the paper or e-form the law demands: the denominator of "how much is never asked". */
export interface LegalItem {
  readonly id: string
  readonly form: string
  readonly label: string
  /** The value's path in the dossier. */
  readonly path: string
  readonly source: ItemSource
  /** The item is a choice instead when this form item is asked (parents differ, live apart …). */
  readonly askedBy?: string
  readonly when?: Condition
}

/** `legalItems('TKĐKKS', [['requester-name', 'Họ tên người yêu cầu', 'requester.fullName', 'known'], …])` */
export function legalItems(form: string, rows: readonly (readonly [id: string, label: string, path: string, source: ItemSource, askedBy?: string])[]): LegalItem[] {
  return rows.map(([id, label, path, source, askedBy]) => ({ id: `${form}.${id}`, form, label, path, source, ...(askedBy ? { askedBy } : {}) }))
}
