import './permissions.ts'

export { areaFigures, type AreaFigures } from './area-figures.ts'
export { householdsHere, temporaryResidentsHere, type Listed, type ListedGuest, type ListedHome } from './who-lives-here.ts'
