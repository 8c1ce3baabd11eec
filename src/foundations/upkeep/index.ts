import './permissions.ts'

export { areaFigures, type AreaFigures } from './area-figures.ts'
export { faultKinds, faultsOf, type Fault, type FaultKind, type FaultsPage } from './faults.ts'
