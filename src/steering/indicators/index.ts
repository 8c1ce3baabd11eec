import './permissions.ts'

export { indicatorOf, indicators, setIndicators } from './catalogue.ts'
export { all, any, indicator, inPeriod, is, not, open, type Condition, type Counted, type Indicator, type Standing, type Target } from './definition.ts'
export type { StepRow } from './indicators.sql.ts'
export { monthsBack, type Period } from './period.ts'
export { percentOf, rank, readFigures, SMALLEST_RANKED, stepsOfIndicator, type Figure, type Figures, type Measured, type Ranked } from './read-figures.ts'
export { readList, type Listed, type Listing } from './read-list.ts'
export type { Asked } from './scope.ts'
