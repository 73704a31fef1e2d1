import {
  groupOf,
  groupSettings,
  type GroupSettings,
  isInMaintenance,
  type JobPause,
  type Maintenance,
  parseMaintenance,
  parsePause,
  SETTING_ROOT,
  settingPath,
  sumCounts,
} from '@horarium/core'
import { type LaneSize, readSize } from '@horarium/store'
import type { App } from '../app.js'
import type { Configuration } from '../configuration.js'

/** A group and how it stands. */
export interface GroupListing {
  readonly name: string
  readonly settings: GroupSettings
  /** Its own pause, as long as it is not over. */
  readonly pause: JobPause | undefined
  readonly jobs: Readonly<Record<'ok' | 'invalid' | 'disabled', number>>
  /** Of all its lanes together. */
  readonly size: LaneSize
}

/** Every group that some job is in, and `default`; sorted by name. */
export async function listGroups(app: App): Promise<readonly GroupListing[]> {
  const { jobs, settings, groups } = app.configuration()
  const lanes = [...app.plans().values()]
  const listing = async (name: string): Promise<GroupListing> => {
    const own = jobs.filter(({ group }) => group === name)
    const count = (status: string): number => own.filter((job) => job.status === status).length
    const sizes = lanes.filter(({ lane }) => groupOf(lane.name) === name).map(({ lane }) => readSize(lane))
    return {
      name,
      settings: groupSettings(settings, name),
      pause: pauseAt(app, settingPath(name, 'pause')),
      jobs: { ok: count('ok'), invalid: count('invalid'), disabled: count('disabled') },
      size: sumOf(await Promise.all(sizes)),
    }
  }
  return Promise.all(groups.map(listing))
}

/** What holds every group. */
export interface HoldOfAll {
  readonly pause: JobPause | undefined
  readonly maintenance: Maintenance | undefined
}

/** The pause of everything and its maintenance, as long as they are not over. */
export function holdOfAll(app: App): HoldOfAll {
  const set = app.configuration().settings.valueOf(`${SETTING_ROOT}/maintenance`)
  const maintenance = set && parseMaintenance(set.value, set.source)
  const isOn = maintenance && isInMaintenance(maintenance, app.clock.now())
  return { pause: pauseAt(app, `${SETTING_ROOT}/pause`), maintenance: isOn ? maintenance : undefined }
}

/** What an admin can change of a group, or of all of them when none is named: the texts as they are kept. */
export function holdsKept({ settings }: Configuration, group?: string): readonly (string | undefined)[] {
  const root = group === undefined ? SETTING_ROOT : `${SETTING_ROOT}/${group}`
  return ['pause', 'maintenance'].map((name) => settings.valueOf(`${root}/${name}`)?.value)
}

function pauseAt(app: App, path: string): JobPause | undefined {
  const set = app.configuration().settings.valueOf(path)
  const pause = set && parsePause(set.value, set.source)
  return pause && pause.until > app.clock.now() ? pause : undefined
}

function sumOf(sizes: readonly LaneSize[]): LaneSize {
  const sum = (read: (size: LaneSize) => number): number => sizes.reduce((total, size) => total + read(size), 0)
  return {
    pending: sum(({ pending }) => pending),
    released: sum(({ released }) => released),
    parked: sum(({ parked }) => parked),
    running: sum(({ running }) => running),
    finished: sumCounts(sizes.map(({ finished }) => finished)),
  }
}
