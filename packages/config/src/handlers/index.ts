export { addressKey, type HandlerAddress, importHandler } from './import-handler.js'
