import type { Page } from 'playwright-core'
import { castHouse, type CastHouse } from '../src/app/testing/cast-house.ts'
import { workspace } from '../src/web/officer/testing.ts'
import type { CastKey } from '../synthetic/index.ts'
import { closeBrowser, visitor, type VisitOptions } from './browser.ts'

/** The cast's house with its pages served, and officers who sit at browsers of their own. */
export interface Desks {
  readonly house: CastHouse
  readonly url: string
  /** Work of one of the cast, signed in, in a browser context that is closed afterwards. */
  withPage(key: CastKey, options: VisitOptions, work: (page: Page) => Promise<void>): Promise<void>
  /** Moves the wall clock of the server. */
  at(now: string): void
  close(): Promise<void>
}

export async function openDesks(now: string): Promise<Desks> {
  const house = await castHouse()
  const space = await workspace(house, now)
  const url = await space.app.listen({ port: 0, host: '127.0.0.1' })
  return {
    house, url,
    async withPage(key, options, work) {
      const context = await visitor(options)
      await context.addCookies([{ ...space.cookieOf(key), url }])
      try {
        await work(await context.newPage())
      } finally {
        await context.close()
      }
    },
    at: (moment) => space.at(moment),
    async close() {
      await space.close()
      await house.close()
      await closeBrowser()
    },
  }
}
