import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, queryEntries, runPass } from '@horarium/app'
import { type Entry, STATUSES } from '@horarium/core'
import { at, makeProjectFolder, openAt } from '../support/test-app.js'
import { instantOf, type OracleJob, type Scenario } from './magento-timeline.js'
import { type Story, update } from './story.js'

const CONFIG = 'modules/Peerlab/Jobs/etc/config.xml'
const HANDLERS = `
export default class Jobs {
  ok() {}
  msg(schedule) { schedule.setMessage('note from the job') }
  iserr(schedule) { schedule.setMessage('flagged') }
  boom() { throw new Error('boom message') }
  error() { undefinedFunction() }
}
`
// Magento 1's own, where Horarium's are longer; nothing is kept beyond them.
const MAGENTO1 = { history_success_lifetime: 60, history_failure_lifetime: 600, history_keep: 0, dialect: 'magento1' }

/** What Horarium made of a scenario. */
export interface Played {
  readonly stories: readonly Story[]
  /** Codes of the jobs that were quarantined. */
  readonly invalid: ReadonlySet<string>
}

/** Plays a scenario on a real Redis: a pass a tick, at the tick's instant. */
export async function play(scenario: Scenario): Promise<Played> {
  const directory = projectOf(scenario)
  const stories = new Map<string, Story>()
  let app = await openAt(directory)
  for (const tick of scenario.ticks) {
    if (tick.jobs) {
      writeFileSync(join(directory, CONFIG), xmlOf(tick.jobs))
      app = await openAt(directory)
    }
    const now = instantOf(tick.at)
    await runPass(at(app, now), new AbortController().signal)
    await note(app, stories, now)
  }
  const invalid = app.configuration().jobs.filter(({ status }) => status === 'invalid')
  return { stories: [...stories.values()], invalid: new Set(invalid.map(({ code }) => code)) }
}

function projectOf({ settings, timezone, config_values = {}, jobs }: Scenario): string {
  const own = Object.entries({ ...MAGENTO1, timezone, ...settings })
  const values = own.map(([name, value]) => [`system/cron/default/${name}`, String(value)])
  const model = { 'modules/Peerlab/Jobs/Model/Jobs.mjs': HANDLERS, [CONFIG]: xmlOf(jobs) }
  return makeProjectFolder({
    files: model,
    site: { settings: Object.fromEntries([...values, ...Object.entries(config_values)]) },
  })
}

function xmlOf(jobs: readonly OracleJob[]): string {
  const area = (name: string): string =>
    jobs
      .filter((job) => (job.area ?? 'crontab') === name)
      .map(nodeOf)
      .join('\n')
  return `<config>
    <global><models><peerlab><class>Peerlab_Jobs_Model</class></peerlab></models></global>
    <crontab><jobs>${area('crontab')}</jobs></crontab>
    <default><crontab><jobs>${area('default')}</jobs></crontab></default>
  </config>`
}

function nodeOf({ code, cron_expr, config_path, model }: OracleJob): string {
  const node = (name: string, text: string | null | undefined): string =>
    text == null ? '' : `<${name}>${text}</${name}>`
  const schedule = node('config_path', config_path) + node('cron_expr', cron_expr)
  return node(code, node('schedule', schedule) + (model === null ? '' : node('run', node('model', model))))
}

async function note(app: App, stories: Map<string, Story>, now: number): Promise<void> {
  const entries = await queryEntries(app, { statuses: STATUSES, limit: 10_000 })
  for (const entry of entries) stories.set(entry.id, tell(entry, stories.get(entry.id), now))
  const there = new Set(entries.map(({ id }) => id))
  for (const [id, { goneAt }] of stories) {
    if (!there.has(id) && goneAt === undefined) update(stories, id, (story) => ({ ...story, goneAt: now }))
  }
}

function tell({ jobCode, scheduledAt, status, startedAt }: Entry, known: Story | undefined, now: number): Story {
  const ranAt = startedAt === undefined ? [] : [startedAt]
  return { job: jobCode, scheduledAt, writtenAt: known?.writtenAt ?? now, ranAt, status, goneAt: undefined }
}
