export { feeFor, type Fee, type FeeLine, type FeeOccasion, type PayerFacts } from './fee-for.ts'
export { loadTariff, readTariff, type Exemption, type FeeRule, type Tariff } from './tariff.ts'
