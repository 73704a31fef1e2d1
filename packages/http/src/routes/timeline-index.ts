import { type Static, Type } from 'typebox'
import { MaybeText } from '../schemas.js'
import type { ServiceParts } from '../service.js'

const IndexedJob = Type.Object({
  code: Type.String(),
  label: MaybeText,
  status: Type.Enum(['ok', 'invalid', 'disabled']),
})
const TimelineIndex = Type.Object({
  groups: Type.Array(Type.Object({ group: Type.String(), jobs: Type.Array(IndexedJob) })),
})
export type TimelineIndex = Static<typeof TimelineIndex>

/** Which lanes a timeline has: all jobs at once, however many there are, so that one can go to any of them. */
export function timelineIndexRoutes({ server, app }: ServiceParts): void {
  const schema = { summary: 'Every job by group: the lanes of the timeline', response: { 200: TimelineIndex } }
  server.get('/api/v1/timeline/jobs', { config: { role: 'view' }, schema }, (): TimelineIndex => {
    const { groups, jobs } = app.configuration()
    const byGroup = new Map(groups.map((group): [string, TimelineIndex['groups'][number]['jobs']] => [group, []]))
    for (const { code, label = null, status, group } of jobs) byGroup.get(group)?.push({ code, label, status })
    return {
      groups: [...byGroup]
        .map(([group, own]) => ({ group, jobs: own.toSorted((a, b) => (a.code < b.code ? -1 : 1)) }))
        .toSorted((a, b) => (a.group < b.group ? -1 : 1)),
    }
  })
}
