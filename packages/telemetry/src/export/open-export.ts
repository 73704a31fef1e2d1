import type { App } from '@horarium/app'
import { type Logger, logOf, sentenceOf } from '@horarium/core'
import { setGlobalErrorHandler } from '@opentelemetry/core'
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  processDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import type { Metrics } from '../metrics.js'
import { openMetricExport } from './open-metric-export.js'
import { openTraceExport } from './open-trace-export.js'
import { type Protocol, PROTOCOLS, type Signal, type Variables } from './wanted-signals.js'

export interface ExportOptions {
  readonly metrics: Metrics
  readonly version: string
  readonly environment: Variables
  readonly signals: ReadonlyMap<Signal, string>
}

export interface Export {
  readonly close: () => Promise<void>
}

const CLOSE_WITHIN_MS = 3_000
const COMPLAIN_EVERY_MS = 60_000

/** Exports what this process does; where to, and how often, the libraries read from OpenTelemetry's variables. */
export async function openExport(app: App, { metrics, version, environment, signals }: ExportOptions): Promise<Export> {
  const log = logOf('telemetry', app.logger)
  setGlobalErrorHandler(complaintTo(log))
  const resource = resourceOf(version)
  const open: Record<Signal, (protocol: Protocol) => Promise<Export>> = {
    traces: (protocol) => openTraceExport(app, { resource, protocol, version }),
    metrics: (protocol) => openMetricExport(metrics, { resource, protocol, environment }),
  }
  const opened: Export[] = []
  for (const [signal, asked] of signals) {
    const protocol = PROTOCOLS.find((known) => known === asked)
    if (!protocol) log.error('there is no export by this protocol', { signal, protocol: asked, known: PROTOCOLS })
    else opened.push(await open[signal](protocol))
  }
  return { close: () => closeSoon(opened) }
}

// A collector that is away would be told of every few seconds.
function complaintTo(log: Logger): (error: unknown) => void {
  let quietUntil = 0
  return (error) => {
    const now = performance.now()
    if (now < quietUntil) return
    quietUntil = now + COMPLAIN_EVERY_MS
    log.warn('an export failed', { error: textOf(error) })
  }
}

// What a receiver that hangs has not taken by then is lost: it is not to hold up the end of a node.
async function closeSoon(opened: readonly Export[]): Promise<void> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<void>((resolve) => {
    late = setTimeout(resolve, CLOSE_WITHIN_MS)
  })
  await Promise.race([Promise.allSettled(opened.map((one) => one.close())), tooLate])
  clearTimeout(late)
}

// The name somebody gives it counts over ours.
function resourceOf(version: string): Resource {
  const own = resourceFromAttributes({ 'service.name': 'horarium', 'service.version': version })
  const detected = detectResources({ detectors: [hostDetector, processDetector, envDetector] })
  return defaultResource().merge(own).merge(detected)
}

function textOf(error: unknown): string {
  return typeof error === 'string' ? error : sentenceOf(error)
}
