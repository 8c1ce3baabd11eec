/** The seed of every demonstration: the same synthetic people on every machine. */
export const demoSeed = 'congdan-2026'
