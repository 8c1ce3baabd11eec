import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase, type Database } from '../../src/platform/index.ts'
import { startProduct, type Product } from '../product.ts'

let started: Promise<Product> | undefined

/** The one product that all attacks of this folder share. It ends with the tests, whatever happened to them. */
export function attackedProduct(): Promise<Product> {
  started ??= startProduct({ people: 1_000, env: { LOG_LEVEL: 'debug' } }).then((product) => {
    process.once('exit', () => {
      void product.kill()
      product.remove()
    })
    return product
  })
  return started
}

/** The database behind the product, as its owner or as the running program. */
export function databaseOf(product: Product, role?: 'congdan_app' | 'congdan_sealer'): Database {
  const { socket } = JSON.parse(readFileSync(join(product.folder, 'running.json'), 'utf8')) as { socket: string }
  return openDatabase({ host: socket, user: 'postgres', database: 'congdan' }, { max: 2, ...(role ? { role } : {}) })
}
