export { BUILD_FIRST } from './import-file.js'
export { addressKey, checkHere, type HandlerAddress, importHandler } from './import-handler.js'
