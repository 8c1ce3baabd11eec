import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** All figures of this process. Labels come from closed lists (route patterns, codes), never from people. */
export const metrics = new Registry()

let defaults = false

/** Memory, event loop and garbage collection of the process. Safe to call again. */
export function collectProcessMetrics(): void {
  if (defaults) return
  defaults = true
  collectDefaultMetrics({ register: metrics })
}

/** The counter of that name, made at the first call. Names follow Prometheus: `congdan_jobs_failed_total`. */
export function counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
  return (metrics.getSingleMetric(name) as Counter<L> | undefined) ?? new Counter({ name, help, labelNames, registers: [metrics] })
}

/** The histogram of that name; buckets in seconds by default. */
export function histogram<L extends string>(name: string, help: string, labelNames: readonly L[] = [], buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]): Histogram<L> {
  return (metrics.getSingleMetric(name) as Histogram<L> | undefined) ?? new Histogram({ name, help, labelNames, buckets, registers: [metrics] })
}

/** A figure read at the moment it is asked for. */
export function gauge(name: string, help: string, read: () => number | Promise<number>): Gauge {
  metrics.removeSingleMetric(name)
  return new Gauge({ name, help, registers: [metrics], async collect() { this.set(await read()) } })
}
