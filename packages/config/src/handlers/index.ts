export { addressKey, checkHere, type HandlerAddress, importHandler } from './import-handler.js'
