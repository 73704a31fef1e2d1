import type { Schedule } from '@horarium/sdk'
import { openCrm } from '../open-crm.js'

/** The handler of `ControlKnowledgeBaseArticleStatus`. */
export default class Articles {
  /** Archives published articles whose last day is over, or today. */
  control(schedule: Schedule): { readonly archived: number } {
    using store = openCrm(schedule)
    const { changes } = store.run(
      `update crm_article set status = 'archived' where status = 'published' and expires_on <= ?`,
      schedule.scheduledAt.toISOString().slice(0, 10),
    )
    schedule.setMessage(`${changes} archived`)
    return { archived: changes }
  }
}
