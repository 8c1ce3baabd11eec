import './permissions.ts'

export { areaFigures, type AreaFigures } from './area-figures.ts'
export { faultKinds, faultsOf, type Fault, type FaultKind, type FaultsPage } from './faults.ts'
export { householdsHere, temporaryResidentsHere, type Listed, type ListedGuest, type ListedHome } from './who-lives-here.ts'
