export { mailParams, type MailSettings, openMail } from './mail.js'
export { type Changed, openStore, type Store, type Value } from './open-store.js'
export { commonParams, flag, instant, text, urlOf, wholeNumber } from './params.js'
