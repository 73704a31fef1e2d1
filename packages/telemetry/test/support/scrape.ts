import type { Metrics } from '@horarium/telemetry'

/** The samples of a scrape: value by name with its labels, as Prometheus writes them. */
export async function scrape(metrics: Pick<Metrics, 'text'>): Promise<ReadonlyMap<string, number>> {
  return samplesIn(await metrics.text())
}

export function samplesIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}
