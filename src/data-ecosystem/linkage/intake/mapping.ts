/** What a column may hold. Several columns may hold parts of one thing: a name in two columns, a date in three. The last but one row is read for the rules alone, where the kind of list has such columns. */
export const columnRoles = [
  'ref', 'fullName', 'surname', 'given', 'birth', 'birthDay', 'birthMonth', 'birthYear', 'birthMale', 'birthFemale', 'gender', 'pin', 'oldNumber', 'number', 'address', 'hamlet', 'commune', 'district', 'province', 'communeCode', 'status', 'code', 'day', 'until', 'ignore',
] as const
export type ColumnRole = (typeof columnRoles)[number]
export const isColumnRole = (text: string): text is ColumnRole => (columnRoles as readonly string[]).includes(text)

/** Roles that only one column may have. Numbers may stand in several: the card and the old one. */
export const single: ReadonlySet<ColumnRole> = new Set<ColumnRole>(columnRoles.filter((role) => !['ignore', 'number', 'oldNumber', 'pin'].includes(role)))

export const dateOrders = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof dateOrders)[number]

/** Corrections that are made by themselves; a person may decline each kind. */
export const fixes = ['legacy-encoding', 'lost-zeros', 'excel-date', 'swapped-date', 'number-kind', 'old-commune'] as const
export type Fix = (typeof fixes)[number]

/** How a list's columns are read: guessed, then confirmed by a person. */
export interface Mapping {
  /** One role a column, in the order of the file. */
  readonly columns: readonly { readonly heading: string; readonly role: ColumnRole }[]
  readonly dates: DateOrder
  readonly declined: readonly Fix[]
}
