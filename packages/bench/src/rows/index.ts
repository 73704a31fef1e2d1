import type { Row } from '../row.js'
import { BYTES_PER_PENDING } from './bytes-per-pending.js'
import { GENERATE } from './generate.js'
import { GENERATE_MANY } from './generate-many.js'

/** Every row, in the order it is measured and printed. */
export const ROWS: readonly Row[] = [GENERATE, GENERATE_MANY, BYTES_PER_PENDING]
