import { cls } from './html.ts'

/** Drawn by us on a 24 × 24 grid, two-unit strokes. An icon never stands alone: a word is always beside it. */
const strokes = {
  'arrow-left': 'M20 12H5m6-7-7 7 7 7',
  'arrow-right': 'M4 12h15m-6-7 7 7-7 7',
  'arrow-up': 'M12 20V5m-7 6 7-7 7 7',
  'arrow-down': 'M12 4v15m-7-6 7 7 7-7',
  check: 'm5 13 4.5 4.5L19 7',
  cross: 'm6 6 12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  'check-circle': 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-4 9.5 3 3 5-6',
  'cross-circle': 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-3 6 6 6m0-6-6 6',
  info: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 8v5.5m0-9v.5',
  warning: 'M12 3.5 22 20.5H2L12 3.5Zm0 6.5v5m0 2.5v.5',
  question: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM9.5 9.6A2.6 2.6 0 0 1 12 7.5c1.5 0 2.6 1 2.6 2.3 0 1.9-2.6 2.1-2.6 4m0 2.7v.3',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 4v5.5l3.5 2',
  pause: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM10 9v6m4-6v6',
  dot: 'M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  circle: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Z',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 21c.5-4 3.5-6 8-6s7.5 2 8 6',
  people: 'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM2.5 20c.4-3.5 2.7-5 6.5-5s6.1 1.5 6.5 5M16 5.5a3.2 3.2 0 0 1 0 6.2m2 3.6c2 .7 3.2 2.2 3.5 4.7',
  home: 'm3 11.5 9-8 9 8M5.5 9.5V20h13V9.5M10 20v-6h4v6',
  paper: 'M6 3h8l4 4v14H6V3Zm8 0v4h4M9 12h6m-6 4h6',
  phone: 'M6 3h3.5l1.5 5-2.2 1.7c1 2.2 2.5 3.8 4.7 4.8L15.5 12.5l5 1.7V18c0 1.7-1.3 3-3 3C10 20.5 3.5 14 3 6.5 3 4.5 4.3 3 6 3Z',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm5 11.5L21 21',
  eye: 'M2 12c2.5-4.5 5.8-6.7 10-6.7S19.5 7.5 22 12c-2.5 4.5-5.8 6.7-10 6.7S4.5 16.5 2 12Zm10-3a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  'eye-off': 'M4 4l16 16M9.5 5.6c4.9-1.2 9.3 1 12.5 6.4a17 17 0 0 1-3 3.7M6 7.5C4.5 8.6 3.2 10 2 12c3.2 5.6 8 7.8 13 6.2',
  lock: 'M5.5 11h13v9.5h-13V11ZM8 11V7.5a4 4 0 0 1 8 0V11m-4 3.5V17',
  shield: 'M12 3 4.5 6v5.5c0 4.5 2.8 7.7 7.5 9.5 4.7-1.8 7.5-5 7.5-9.5V6L12 3Zm-3.5 9 2.5 2.5 4.5-5',
  money: 'M2.5 6h19v12h-19V6ZM12 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM6 9.5v.1m12 4.8v.1',
  bell: 'M6 16.5V10a6 6 0 0 1 12 0v6.5l1.5 1.5h-15L6 16.5Zm4 4h4',
  pen: 'M4 20l1-5L16 4l4 4L9 19l-5 1Zm9.5-13.5 4 4',
  upload: 'M12 16V4.5M7 9l5-5 5 5M4 15v5h16v-5',
  download: 'M12 4v11.5M7 11l5 5 5-5M4 16v4h16v-4',
  camera: 'M3 7.5h4.5L9 5h6l1.5 2.5H21V19H3V7.5Zm9 2.3a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z',
  print: 'M7 9V3.5h10V9M7 17H3.5V9h17v8H17m-10-3h10v6.5H7V14Z',
  copy: 'M8.5 8.5h11v12h-11v-12Zm0 7h-4v-12h11v5',
  calendar: 'M4 5.5h16v15H4v-15ZM4 10h16M8 3v4m8-4v4',
  place: 'M12 3a6.5 6.5 0 0 1 6.5 6.5c0 4.3-4.5 8.8-6.5 11.5-2-2.7-6.5-7.2-6.5-11.5A6.5 6.5 0 0 1 12 3Zm0 4.2a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6Z',
  globe: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM3.5 12h17M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18Z',
  sound: 'M4 9.5h4l5-4.5v14l-5-4.5H4v-5ZM16.5 9a4.5 4.5 0 0 1 0 6m2.5-8.5a8 8 0 0 1 0 11',
  'text-size': 'M2.5 19 7 7l4.5 12M4 15h6m4.5-7.5V5h7v2.5M18 5v14m-2 0h4',
  filter: 'M3.5 5h17l-6.5 8v6.5l-4-2V13l-6.5-8Z',
  'sign-out': 'M14 4H5v16h9m-4-8h11m-4-4 4 4-4 4',
  stamp: 'M9.5 13c.5-2-1.5-4-1.5-6a4 4 0 0 1 8 0c0 2-2 4-1.5 6H19v4H5v-4h4.5ZM5 20.5h14',
  // Life events of the first page: drawn from the same strokes, never the only cue (ux.md §5.4).
  'life-birth': 'M12 4.5a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6ZM5 20c0-4.5 3-6 7-6s7 1.5 7 6H5Zm5.5-12.2v.1m3 0v.1M10.5 9.7c1 .8 2 .8 3 0M12 4.5c.2-1 .9-1.6 2-1.7',
  'life-marriage': 'M8.5 8.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm7 0a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM12 6 9.8 3.5h4.4L12 6Z',
  'life-home': 'm3 11.5 9-8 9 8M5.5 9.5V20h13V9.5M12 17.5l-2.6-2.4c-1.4-1.5.9-3.5 2.6-1.6 1.7-1.9 4 .1 2.6 1.6L12 17.5Z',
  'life-card': 'M2.5 5h19v14h-19V5Zm5.2 3.7a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM4.7 16.3c.2-1.6 1.3-2.3 3-2.3s2.8.7 3 2.3M14 9.5h5M14 13h5m-5 3.3h3',
  'life-death': 'M9.5 20.5h5V12h-5v8.5ZM12 12v-1.5M12 3.5c1.8 2 2.4 3.2 2.4 4.4a2.4 2.4 0 0 1-4.8 0c0-1.2.6-2.4 2.4-4.4ZM6.5 20.5h11',
  'life-health': 'M12 20.5C6 16.5 3 13 3 9.3 3 6.5 5 4.5 7.4 4.5c1.9 0 3.5 1 4.6 3 1.1-2 2.7-3 4.6-3C19 4.5 21 6.5 21 9.3c0 3.7-3 7.2-9 11.2ZM12 10v5.5M9.2 12.7h5.6',
  'life-school': 'M2 9.5 12 5l10 4.5-10 4.5L2 9.5ZM6 11.5V17c2 1.8 4 2.5 6 2.5s4-.7 6-2.5v-5.5M22 9.5V15',
  'life-business': 'M4 10.5V20h16v-9.5M3 6.5 4.5 4h15L21 6.5v2a2.3 2.3 0 0 1-4.5.6 2.3 2.3 0 0 1-4.5 0 2.3 2.3 0 0 1-4.5 0A2.3 2.3 0 0 1 3 8.5v-2ZM9.5 20v-5.5h5V20',
  'life-support': 'M3 13.5h4.5l3 1.5h3.5c1.5 0 1.5 2.3 0 2.3h-4m3.8-1 4.6-2.6c1.7-.8 2.9 1.2 1.4 2.2L13 20.5 7 19H3v-5.5ZM13 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4Z',
} as const

export type IconName = keyof typeof strokes

export const ICON_NAMES = Object.keys(strokes) as IconName[]

/** Decorative for assistive technology: the word beside it carries the meaning. */
export function Icon(props: { name: IconName; size?: 'small' | 'normal' | 'large' | 'huge' }) {
  return (
    <svg class={cls('icon', props.size && props.size !== 'normal' && `icon-${props.size}`)} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={strokes[props.name]} />
    </svg>
  )
}
