export interface StringFault { readonly key: string; readonly rule: string; readonly text: string }
export function lintStrings(): readonly StringFault[] { return [] }
