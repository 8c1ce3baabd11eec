import { createHash } from 'node:crypto'
import { defaultAsOf, generatePeople, type GenerateOptions } from '../../../synthetic/index.ts'
import type { Chunk, ImportSource } from './list-row.ts'

const rowsAChunk = 4_096

/** The synthetic Vietnam straight from its generator, without a file between. */
export function seedSource(options: GenerateOptions, list = 'synthetic'): ImportSource {
  return {
    list, name: `${options.people} người giả`, statedOn: options.asOf ?? defaultAsOf, sourceCode: 'population-register',
    read() {
      let made = 0
      const chunks = function* (): Generator<Chunk> {
        let rows: Chunk['rows'][number][] = []
        for (const { people } of generatePeople(options)) {
          rows.push(...people)
          if (rows.length < rowsAChunk) continue
          yield { firstLine: 2 + made, rows }
          made += rows.length
          rows = []
        }
        if (rows.length > 0) yield { firstLine: 2 + made, rows }
        made += rows.length
      }
      // The same options give the same people on every machine, so they stand for the content.
      return { chunks: chunks(), fingerprint: () => createHash('sha256').update(JSON.stringify(options)).digest('hex'), share: () => Math.min(1, made / options.people) }
    },
  }
}
