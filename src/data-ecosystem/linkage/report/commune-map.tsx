import { placeOf, provinceOf, provinceOutlines, type Point } from '../../../foundations/areas/index.ts'
import type { Group } from './groups.ts'

/** Both stand on every map of the whole country. */
const archipelagos: readonly (readonly [commune: string, name: string])[] = [['20333', 'Hoàng Sa'], ['22736', 'Trường Sa']]
/** A list of more provinces is drawn on the whole country. */
const mostProvinces = 3
const [width, most, edge] = [640, 900, 24]

export interface CommuneMap {
  readonly groups: readonly Group[]
  readonly day: string
  readonly name: (code: string) => string
  /** The step of the legend a group falls in, and what is said of it when it is pointed at. */
  readonly stepOf: (group: Group) => string
  readonly wordsOf: (group: Group) => string
}

/** Each commune where its office stands, as large as its lines and as dark as its share. Nothing that the table does not say. */
export function CommuneMap({ groups, day, name, stepOf, wordsOf }: CommuneMap) {
  const dots = groups.flatMap((group) => {
    const place = placeOf(group.key)
    return place ? [{ group, place }] : []
  })
  if (dots.length === 0) return null
  const outlines = provinceOutlines()
  const provinces = new Set(dots.map(({ group }) => provinceOf(group.key, day)?.code ?? ''))
  const whole = provinces.size > mostProvinces
  const shown = [...dots.map(({ place }) => place), ...(whole ? archipelagos.map(([code]) => placeOf(code)!) : []), ...[...outlines].flatMap(([code, rings]) => (whole || provinces.has(code) ? rings.flat() : []))]
  const { x, y, height } = projection(shown)
  const seen = [...outlines].filter(([, rings]) => rings.some((ring) => ring.some((point) => x(point) > 0 && x(point) < width && y(point) > 0 && y(point) < height)))
  // Many dots are small ones, so that they do not hide each other.
  const size = Math.min(1, Math.sqrt(150 / dots.length))
  const largest = Math.max(...dots.map(({ group }) => group.lines))
  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Bản đồ ${dots.length} xã, phường theo tỷ lệ khớp; các số nằm trong bảng ngay dưới`}>
        {seen.map(([code, rings]) => <path d={rings.map((ring) => pathOf(ring, x, y)).join('')} fill={provinces.has(code) ? '#f6f4ee' : '#fcfbf8'} stroke="#a9b2b9" stroke-width={provinces.has(code) ? 1.2 : 0.6} />)}
        {whole && archipelagos.map(([code, words]) => <text x={round(x(placeOf(code)!)) + 16} y={round(y(placeOf(code)!)) - 12} font-size="13" text-anchor="end" fill="#4a5259">{words}</text>)}
        {whole && archipelagos.map(([code]) => [[-6, 0], [0, 4], [6, -3]].map(([dx, dy]) => <circle cx={round(x(placeOf(code)!)) + dx!} cy={round(y(placeOf(code)!)) + dy!} r="1.5" fill="#a9b2b9" />))}
        {dots.toSorted((a, b) => b.group.lines - a.group.lines).map(({ group, place }) => (
          <circle class={stepOf(group)} cx={round(x(place))} cy={round(y(place))} r={round(size * (4 + 10 * Math.sqrt(group.lines / largest)))}><title>{`${name(group.key)}: ${wordsOf(group)}`}</title></circle>
        ))}
      </svg>
    </figure>
  )
}

/** Degrees to places on the paper: east and west drawn as long as they are at that latitude. */
function projection(points: readonly Point[]) {
  const [west, east] = [Math.min(...points.map(([lon]) => lon)), Math.max(...points.map(([lon]) => lon))]
  const [south, north] = [Math.min(...points.map(([, lat]) => lat)), Math.max(...points.map(([, lat]) => lat))]
  const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180))
  const scale = Math.min((width - 2 * edge) / Math.max(0.05, (east - west) * squeeze), (most - 2 * edge) / Math.max(0.05, north - south))
  const [left, height] = [(width - (east - west) * squeeze * scale) / 2, Math.ceil((north - south) * scale + 2 * edge)]
  return { height, x: ([lon]: Point): number => left + (lon - west) * squeeze * scale, y: ([, lat]: Point): number => edge + (north - lat) * scale }
}

/** A ring without the points that would fall on the one before. */
function pathOf(ring: readonly Point[], x: (point: Point) => number, y: (point: Point) => number): string {
  let path = ''
  let [atX, atY] = [Number.NaN, Number.NaN]
  for (const point of ring) {
    const [nextX, nextY] = [round(x(point)), round(y(point))]
    if (Math.abs(nextX - atX) + Math.abs(nextY - atY) < 1.5) continue
    path += `${path === '' ? 'M' : 'L'}${nextX} ${nextY}`
    atX = nextX
    atY = nextY
  }
  return `${path}Z`
}

const round = (n: number): number => Math.round(n * 10) / 10
