import { askingChecks } from './check-form.ts'
import { processChecks } from './check-process.ts'
import { speechChecks } from './check-words.ts'
import type { Service } from './linked.ts'
import type { Problem } from './problem.ts'

/**
 * Everything that must hold before a procedure may be published: an ordered, visible list, one small function a check.
 * Run when the catalogue loads and in the tests. [] when nothing is wrong.
 */
export function checkProcedure(service: Service): Problem[] {
  return [...processChecks, ...askingChecks, ...speechChecks].flatMap((check) => check(service))
}
