import type { Row } from '../row.js'
import { ALERT_LOOK } from './alert-look.js'
import { BYTES_PER_PENDING } from './bytes-per-pending.js'
import { CALENDAR } from './calendar.js'
import { CHILD_LOST } from './child-lost.js'
import { BLOCKED, FLOOD } from './disturbed.js'
import { DUE_TO_START } from './due-to-start.js'
import { EMPTY_PASS } from './empty-pass.js'
import { EXECUTE } from './execute.js'
import { GENERATE } from './generate.js'
import { GENERATE_MANY } from './generate-many.js'
import { HERD } from './herd.js'
import { FIRST_LOAD } from './first-load.js'
import { IDLE } from './idle.js'
import { LISTS } from './lists.js'
import { PURGE } from './purge.js'
import { REDIS_BACK } from './redis-back.js'
import { REHEARSAL } from './rehearsal.js'
import { SERVICE } from './service.js'
import { TIMELINE } from './timeline.js'
import { WORKER_LOST } from './worker-lost.js'
import { XML } from './xml.js'

/** Every row, in the order it is measured and printed. */
export const ROWS: readonly Row[] = [
  GENERATE,
  GENERATE_MANY,
  BYTES_PER_PENDING,
  EXECUTE,
  DUE_TO_START,
  HERD,
  BLOCKED,
  FLOOD,
  EMPTY_PASS,
  PURGE,
  IDLE,
  XML,
  CALENDAR,
  CHILD_LOST,
  WORKER_LOST,
  REDIS_BACK,
  SERVICE,
  FIRST_LOAD,
  TIMELINE,
  LISTS,
  ALERT_LOOK,
  REHEARSAL,
]
