export type Variables = Readonly<Record<string, string | undefined>>

export const PROTOCOLS = ['http/protobuf', 'http/json'] as const
export type Protocol = (typeof PROTOCOLS)[number]

export type Signal = 'traces' | 'metrics'

/** What OpenTelemetry's own variables ask for: how each signal is exported; none where they name nobody to export to. */
export function wantedSignals(variables: Variables): ReadonlyMap<Signal, string> {
  const wanted = new Map<Signal, string>()
  if (variables['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return wanted
  for (const signal of ['traces', 'metrics'] as const) {
    const own = signal.toUpperCase()
    const isNamed = variables[`OTEL_EXPORTER_OTLP_${own}_ENDPOINT`] ?? variables['OTEL_EXPORTER_OTLP_ENDPOINT']
    const exporter = variables[`OTEL_${own}_EXPORTER`] || 'otlp'
    if (!isNamed || exporter !== 'otlp') continue
    const protocol = variables[`OTEL_EXPORTER_OTLP_${own}_PROTOCOL`] || variables['OTEL_EXPORTER_OTLP_PROTOCOL']
    wanted.set(signal, protocol || PROTOCOLS[0])
  }
  return wanted
}
