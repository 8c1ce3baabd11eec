export { dialectNames, dialects, type DialectName, type SqlDialect } from './dialect.ts'
export { ruleSql } from './rule-sql.ts'
export { linkScript, scriptText, sideColumns, sideTable, type SqlStep } from './script.ts'
