import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

export interface Engine {
  run(text: string): Promise<void>
  rows(text: string): Promise<Record<string, unknown>[]>
  close(): void
}

export interface EngineOptions {
  /** Bound of the engine's memory, for example '2GB'; beyond it DuckDB works on disk in `folder`. */
  readonly memory: string
  readonly threads: number
  readonly folder: string
}

/** Opens DuckDB in this process, without network and without extensions from outside. Only `work` and the commands open one: never what serves pages. */
export async function openEngine({ memory, threads, folder }: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: memory, threads: String(threads), temp_directory: folder, autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  const connection: DuckDBConnection = await instance.connect()
  return {
    run: async (text) => void (await connection.run(text)),
    rows: async (text) => (await connection.runAndReadAll(text)).getRowObjectsJson() as Record<string, unknown>[],
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** A path as a constant of SQL. */
export const pathText = (path: string): string => `'${path.replaceAll("'", "''")}'`
