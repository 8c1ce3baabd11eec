/** Something that goes on in the background until it is told to stop. */
export interface Loop {
  /** Starts no further round, and waits for the one under way. */
  stop(): Promise<void>
}

/** Runs `round` again at once while it says that there is more, else after a pause. A round that fails is told to `onError` and followed by a pause. */
export function startLoop(round: () => Promise<boolean>, pauseMilliseconds: number, onError: (error: unknown) => void = () => undefined): Loop {
  let running = true
  let wake: () => void = () => undefined
  const pause = (): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, pauseMilliseconds)
    wake = () => (clearTimeout(timer), resolve())
  })
  const loop = (async () => {
    while (running) {
      const more = await round().catch((error: unknown) => (onError(error), false))
      if (!more && running) await pause()
    }
  })()
  return {
    async stop() {
      running = false
      wake()
      await loop
    },
  }
}
