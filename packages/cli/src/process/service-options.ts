import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App } from '@horarium/app'
import type { Service } from '@horarium/http'
import type { Metrics, Telemetry } from '@horarium/telemetry'
import { HorariumError } from '@horarium/core'
import type { Command } from 'commander'
import { readVersion } from '../version.js'

/** Where a service is to listen, as a person typed it. */
export interface ListenOptions {
  readonly port?: string
  readonly host: string
  /** `false`: there is to be none. */
  readonly http?: boolean
}

/** Adds the options of a process that answers over HTTP. */
export function addListenOptions(command: Command): Command {
  return command
    .option('--port <number>', 'where it answers over HTTP; else CRON_PORT, else the one after PORT, else 9667')
    .option('--host <address>', 'beyond this machine only with a token: token:create', '127.0.0.1')
}

/** What opens what answers over HTTP. */
export type ServiceOpener = (app: App, metrics: Metrics) => Promise<Service>

/** What opens the service that was asked for; the port is looked at now, so that a wrong one is told before anything starts. */
export async function serviceOpener({ port, host, http = true }: ListenOptions): Promise<ServiceOpener | undefined> {
  if (!http) return undefined
  if (host === '') throw new HorariumError('usage', '--host is empty; name an address, or leave it out.')
  // What other commands never need takes them no time.
  const { listeningPort, openService } = await import('@horarium/http')
  const asked = listeningPort(process.env, port)
  const pages = dirname(fileURLToPath(import.meta.resolve('@horarium/admin/index.html')))
  return (app, metrics) => openService(app, { port: asked, host, version: readVersion(), metrics, pages })
}

/** The same for a process that is only asked whether it lives, and for its figures. */
export async function probesOpener({ port, host }: ListenOptions): Promise<ServiceOpener | undefined> {
  if (port === undefined) return undefined
  const { listeningPort, openProbes } = await import('@horarium/http')
  const asked = listeningPort(process.env, port)
  return (app, metrics) => openProbes(app, { port: asked, host, metrics })
}

/** Opens what tells of this process, where anybody is to be told: over HTTP, or an exporter of OpenTelemetry. */
export async function openTelemetry(app: App, isAsked: boolean): Promise<Telemetry | undefined> {
  const { env } = process
  const isExporting = Object.keys(env).some((name) => name.startsWith('OTEL_EXPORTER_OTLP_') && env[name])
  if (!isAsked && !isExporting) return undefined
  const telemetry = await import('@horarium/telemetry')
  return telemetry.openTelemetry(app, { version: readVersion(), environment: env })
}
