/** The seed of every demonstration: the same synthetic people on every machine. */
export const demoSeed = 20_261_122
