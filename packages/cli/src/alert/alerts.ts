import {
  type AlertListing,
  isoOf,
  listOpenAlerts,
  type OpenAlert,
  type Shape,
  testAlerts,
  type Undelivered,
} from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatInstant } from '../instants.js'
import { type Column, writeHeading, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'

const HEADING = 'Alerts:'

/** `alert:list`: what is wrong, and who knows of it. */
export function addAlertList(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'alert:list',
      summary: 'List what is wrong with which job, since when, and who was told of it',
      heading: HEADING,
      examples: ['alert:list', 'alert:list --json'],
      details: 'What could not be delivered is listed with its error; it is tried again every minute.',
    })
    .option('--json', 'print JSON')
    .action((options: { readonly json?: true }) =>
      cli.withApp(options, async (app) => {
        const listing = await listOpenAlerts(app)
        if (options.json) terminal.json(shapeOf(listing))
        else write(terminal, listing)
        return EXIT.fine
      }),
    )
}

/** `alert:test`: whether people would be told. */
export function addAlertTest(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'alert:test',
      summary: 'Send a message through every channel that is set; ends with 1 when one does not arrive',
      heading: HEADING,
      examples: ['alert:test', 'alert:test --channel mail'],
    })
    .option('--channel <name>', 'only this one: mail, webhook, command or log')
    .option('--json', 'print JSON')
    .action(({ channel, json }: { readonly channel?: string; readonly json?: true }) =>
      cli.withApp(json ? { json } : {}, async (app) => {
        const tested = await testAlerts(app, channel)
        if (json) terminal.json(tested.map((one) => ({ ...one, error: one.error ?? null })))
        for (const one of json ? [] : tested) terminal.line(`${one.channel}: ${one.error ?? 'delivered'}`)
        return tested.some(({ error }) => error !== undefined) ? EXIT.failed : EXIT.fine
      }),
    )
}

function shapeOf({ open, undelivered }: AlertListing): Shape {
  return { open: open.map(alertShape), undelivered: undelivered.map(undeliveredShape) }
}

function alertShape(alert: OpenAlert): Shape {
  const { kind, jobCode, target, group, since, at, reason, entryId, toldAt, told, undelivered } = alert
  return {
    kind,
    jobCode,
    target: target ?? null,
    group,
    since: isoOf(since),
    at: isoOf(at),
    reason,
    entryId: entryId ?? null,
    toldAt: isoOf(toldAt),
    told,
    undelivered: undelivered.map(undeliveredShape),
  }
}

function undeliveredShape({ message, channel, attempt }: Undelivered): Shape {
  return {
    message,
    channel,
    attempts: attempt?.count ?? 0,
    lastTriedAt: isoOf(attempt?.at),
    error: attempt?.error ?? null,
  }
}

const ALERT_COLUMNS: readonly Column<OpenAlert>[] = [
  { title: 'alert', of: ({ kind }) => kind },
  { title: 'job', of: ({ jobCode, target }) => (target === undefined ? jobCode : `${jobCode} (${target})`) },
  { title: 'since (UTC)', of: ({ since }) => formatInstant(since) },
  { title: 'last (UTC)', of: ({ at }) => formatInstant(at) },
  { title: 'told', of: ({ told }) => told.join(', ') || 'nobody' },
  { title: 'reason', of: ({ reason }) => reason },
]

const WAITING_COLUMNS: readonly Column<Undelivered>[] = [
  { title: 'channel', of: ({ channel }) => channel },
  { title: 'message', of: ({ message }) => message },
  { title: 'attempts', of: ({ attempt }) => String(attempt?.count ?? 0), align: 'right' },
  { title: 'last (UTC)', of: ({ attempt }) => formatInstant(attempt?.at) },
  { title: 'error', of: ({ attempt }) => attempt?.error ?? '' },
]

function write(terminal: Terminal, { open, undelivered }: AlertListing): void {
  writeTable(terminal, open, { columns: ALERT_COLUMNS, empty: 'Nothing is wrong.' })
  if (undelivered.length === 0) return
  writeHeading(terminal, 'Not delivered yet')
  writeTable(terminal, undelivered, { columns: WAITING_COLUMNS, empty: '' })
}
