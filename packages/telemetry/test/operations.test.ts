import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Node, readFigures, runJob } from '@horarium/app'
import { openMetrics } from '@horarium/telemetry'
import { expect, it, onTestFinished } from 'vitest'
import { does, openTestApp } from './support/test-app.js'

const FOLDER = join(import.meta.dirname, '../../../docs/ops')
const RULES = join(FOLDER, 'alert-rules.yml')

interface Dashboard {
  readonly panels: readonly { readonly id: number; readonly targets: readonly { readonly expr: string }[] }[]
}

/** What a node shows when it is asked. */
async function scrape(): Promise<string> {
  const { app } = await openTestApp({ good: `<every>3600</every>${does()}` })
  const node = new Node(app, {})
  await node.start()
  onTestFinished(() => node.stop(0))
  await expect.poll(async () => (await readFigures(app)).lanes[0]?.timetableAgeMs).toBeDefined()
  const metrics = openMetrics(app, '1.2.3')
  onTestFinished(() => metrics.close())
  const [job] = app.configuration().jobs
  if (job) await runJob(app, job, { params: {} })
  return metrics.text()
}

function namesIn(text: string): readonly string[] {
  return [...new Set(text.match(/\b(horarium|nodejs|process)_[a-z0-9_]+/g))]
}

it('every figure that the dashboard, the alert rules and their page name is in a scrape', async () => {
  const shown = new Set([...(await scrape()).matchAll(/^([a-z0-9_]+)[ {]/gm)].map(([, name]) => name))
  const { panels } = JSON.parse(readFileSync(join(FOLDER, 'grafana.json'), 'utf8')) as Dashboard
  const asked = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n')
  const page = readFileSync(join(FOLDER, 'metrics.md'), 'utf8')
  const told = namesIn(page).filter((name) => name.startsWith('horarium_'))
  const known = (name: string): boolean => shown.has(name) || shown.has(`${name}_count`)

  expect(panels.length).toBeGreaterThan(10)
  expect(namesIn(asked).filter((name) => !known(name))).toEqual([])
  expect(namesIn(readFileSync(RULES, 'utf8')).filter((name) => !known(name))).toEqual([])
  expect(told.filter((name) => !known(name))).toEqual([])
})

it('every figure of ours is on the page', async () => {
  const names = [...(await scrape()).matchAll(/^# TYPE (horarium_\S+)/gm)].map(([, name = '']) => name)
  const page = new Set(namesIn(readFileSync(join(FOLDER, 'metrics.md'), 'utf8')))

  expect(names.filter((name) => !page.has(name))).toEqual([])
})

const promtool = spawnSync('promtool', ['check', 'rules', RULES], { encoding: 'utf8' })

it.skipIf(promtool.error)('promtool has nothing to say against the alert rules', () => {
  expect(promtool).toMatchObject({ status: 0 })
})
