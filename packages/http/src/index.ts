export { listeningPort } from './port.js'
export { openService, type Service, type ServiceOptions } from './service.js'
