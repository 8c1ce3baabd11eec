/** Joins class names, leaving out what is false. */
export function cls(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

/** The id of the control of a field, also the target of the error summary's link. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`
}

/** The ids that describe a control, or nothing when none does. */
export function describedBy(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined
}
