import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

let root: string | undefined

/** A path inside the checkout, found by walking up from this file to the project's package.json. */
export function rootPath(...parts: string[]): string {
  root ??= findRoot(dirname(fileURLToPath(import.meta.url)))
  return join(root, ...parts)
}

function findRoot(folder: string): string {
  const manifest = join(folder, 'package.json')
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'congdan') return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('congdan: package.json of the project not found above ' + folder)
  return findRoot(parent)
}
