export function checkFloors(): string[]
export function checkHouse(files: ReadonlyMap<string, string>): string[]
