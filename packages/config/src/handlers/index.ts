export { BUILD_FIRST } from './import-file.js'
export { isStale } from './stale-build.js'
export { addressKey, checkHere, type HandlerAddress, importHandler } from './import-handler.js'
