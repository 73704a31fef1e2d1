import { join } from 'node:path'
import { checkCalendar } from '@horarium/calendar'
import { defineJobs, readModules } from '@horarium/config'
import { type JobDefinition, resolveSettings } from '@horarium/core'
import { clocked } from '../rounds.js'
import { readOrder, say } from './parent.js'

/** A cold process, as `validate` is one. */
export interface XmlOrder {
  readonly directory: string
  /** How many jobs there must be. */
  readonly jobs: number
}

const { directory, jobs } = readOrder() as XmlOrder
const { answer, ms } = await clocked(load)
const sound = answer.filter(({ status }) => status === 'ok').length
if (sound !== jobs) throw new Error(`${sound} of ${jobs} jobs are fine: ${JSON.stringify(answer[0])}`)
say(ms)

async function load(): Promise<readonly JobDefinition[]> {
  const tree = await readModules([join(directory, 'modules')])
  const settings = resolveSettings([{ origin: 'module', values: tree.values }])
  return defineJobs(tree, settings, checkCalendar)
}
