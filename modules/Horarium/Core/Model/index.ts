export { cleanTemporaryFiles } from './Temporary/Files.js'
export type { CleanRequest } from './Temporary/request.js'
export { isWithin } from './Temporary/roots.js'
export type { CleanResult } from './Temporary/tally.js'
