import { type App, type FailingJob, isoOf, listFailing } from '@horarium/app'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { formatInstant } from '../instants.js'
import { type Column, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'

const COLUMNS: readonly Column<FailingJob>[] = [
  {
    title: 'code',
    of: ({ definition, target }) => (target === undefined ? definition.code : `${definition.code} (${target})`),
  },
  { title: 'group', of: ({ definition }) => definition.group },
  { title: 'failed (UTC)', of: ({ finishedAt }) => formatInstant(finishedAt) },
  { title: 'reason', of: ({ reason }) => reason },
  { title: 'entry', of: ({ entryId }) => entryId },
]

/** Lists the jobs whose last run failed; answers 1 when there are any. */
export async function writeFailing(terminal: Terminal, app: App, json: true | undefined): Promise<ExitCode> {
  const failing = await listFailing(app)
  if (json) terminal.json(failing.map(failingShape))
  else writeTable(terminal, failing, { columns: COLUMNS, empty: 'No job failed when it ran last.' })
  return failing.length > 0 ? EXIT.failed : EXIT.fine
}

function failingShape({ definition, target, entryId, reason, finishedAt }: FailingJob): object {
  const { code, group } = definition
  return { code, target: target ?? null, group, finishedAt: isoOf(finishedAt), reason, entryId }
}
