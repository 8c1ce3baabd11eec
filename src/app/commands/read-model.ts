import { existsSync, readFileSync } from 'node:fs'
import { modelOf, type LinkModel } from '../../data-ecosystem/linkage/index.ts'
import { UsageError } from './command.ts'

/** A model from a file that a run or a training wrote. */
export function readModel(path: string): LinkModel {
  if (!existsSync(path)) throw new UsageError(`Không có tệp ${path}.`)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new UsageError(`${path} không phải JSON.`)
  }
  return modelOf(json)
}
