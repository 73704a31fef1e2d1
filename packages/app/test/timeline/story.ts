import { instantOf, type Scenario } from './magento-timeline.js'

/** What became of one row, or entry; instants are those of the ticks. */
export interface Story {
  readonly job: string
  readonly scheduledAt: number
  readonly writtenAt: number
  readonly ranAt: readonly number[]
  readonly status: string
  /** When it was gone. */
  readonly goneAt: number | undefined
}

/** The rows of the shop, in the order of their ids. */
export function storiesOfMagento({ ticks }: Scenario): readonly Story[] {
  const stories = new Map<number, Story>()
  for (const tick of ticks) {
    const at = instantOf(tick.at)
    for (const row of tick.added_or_changed) {
      const known = stories.get(row.id)
      const fresh = {
        job: row.job,
        scheduledAt: instantOf(row.scheduled_at),
        writtenAt: at,
        ranAt: [],
        goneAt: undefined,
      }
      stories.set(row.id, { ...(known ?? fresh), status: row.status })
    }
    for (const { id } of tick.ran) update(stories, id, (story) => ({ ...story, ranAt: [...story.ranAt, at] }))
    for (const id of tick.deleted) update(stories, id, (story) => ({ ...story, goneAt: at }))
  }
  return [...stories.values()]
}

export function update<Key>(stories: Map<Key, Story>, key: Key, change: (story: Story) => Story): void {
  const story = stories.get(key)
  if (story) stories.set(key, change(story))
}
