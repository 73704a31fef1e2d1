export { rehearse } from './rehearse.js'
export { runJob } from './run-job.js'
