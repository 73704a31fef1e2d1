export { type ArrivedMail, type MailServer, startMailServer } from './mail-server.js'
