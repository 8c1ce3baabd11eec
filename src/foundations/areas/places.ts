import { readFileSync } from 'node:fs'
import { rootPath } from '../../platform/index.ts'
import { parseCsv } from './csv.ts'

/** Degrees of longitude and latitude. */
export type Point = readonly [lon: number, lat: number]

const read = (name: string): string => readFileSync(rootPath('data', 'areas', name), 'utf8')

let places: ReadonlyMap<string, Point> | undefined

/** Where the office of a commune of 2025-07-01 stands; undefined for a code that is none. For drawing only. */
export function placeOf(commune: string): Point | undefined {
  places ??= new Map(parseCsv(read('places-2025.csv')).map(({ code, lon, lat }) => [code!, [Number(lon), Number(lat)] as const]))
  return places.get(commune)
}

let outlines: ReadonlyMap<string, readonly (readonly Point[])[]> | undefined

/** Rings of each province of 2025-07-01, by code. Of a small scale and in places older than the province: for drawing, never to say where anything lies. */
export function provinceOutlines(): ReadonlyMap<string, readonly (readonly Point[])[]> {
  outlines ??= new Map(Object.entries(JSON.parse(read('outlines-2025.json')) as Record<string, number[][]>).map(([code, rings]) => [code, rings.map(pointsOf)]))
  return outlines
}

/** Thousandths of a degree east of 102 and north of 8, each from the one before. */
function pointsOf(steps: readonly number[]): Point[] {
  const points: Point[] = []
  for (let at = 0, x = 102_000, y = 8_000; at < steps.length; at += 2) points.push([(x += steps[at]!) / 1000, (y += steps[at + 1]!) / 1000])
  return points
}
