import './permissions.ts'

export { areaFigures, type AreaFigures } from './area-figures.ts'
export { householdsAt, householdsHere, temporaryResidentsHere, type Listed, type ListedGuest, type ListedHome } from './who-lives-here.ts'
