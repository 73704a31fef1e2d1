import type { Lane } from '@horarium/store'
import type { BareJob } from './bullmq.js'

/** Everything in a lane's timetable, by due time: the same entries for the other contestants. */
export async function readPending({ redis, keys }: Lane): Promise<readonly BareJob[]> {
  const members = await redis.zrange(keys.pending, '0', '-1', 'WITHSCORES')
  const jobs: BareJob[] = []
  for (let index = 0; index < members.length; index += 2) {
    jobs.push({ id: members[index] ?? '', dueAt: Number(members[index + 1]) })
  }
  return jobs
}
