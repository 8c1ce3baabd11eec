/** Authentication levels of NĐ 69/2024 art. 20, as `acr` says them. */
export const acrOf = (level: number): string => `urn:vn:nd69-2024:xac-thuc:${level}`
export const acrValues = [1, 2, 3, 4].map(acrOf)

/** The level an `acr` means; 0 for one we do not know. */
export const levelOfAcr = (acr: string | undefined): number => acrValues.indexOf(acr ?? '') + 1

/** The lowest level that would do for what was asked; 0 when nothing was asked. Unknown values ask for nothing (OpenID Connect Core §3.1.2.1). */
export function leastLevelAsked(acrs: readonly string[]): number {
  const levels = acrs.map(levelOfAcr).filter((level) => level > 0)
  return levels.length === 0 ? 0 : Math.min(...levels)
}
