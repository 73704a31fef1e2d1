import type { InstanceSpec } from '../setting-spec.js'

/** What counts for the whole instance, under `system/cron/<name>`; no group can say otherwise. */
export const INSTANCE_SETTINGS: readonly InstanceSpec[] = [
  {
    name: 'health_pass_limit',
    type: 'duration',
    default: '1h',
    meaning: 'So long after the last pass health is bad; longer than a crontab takes from one cron:run to the next',
  },
  {
    name: 'alert_mail_url',
    type: 'url',
    schemes: ['smtp', 'smtps'],
    secret: true,
    default: '',
    meaning: 'The mail server alerts go through, smtp://user:password@host:587; none is no mail',
  },
  {
    name: 'alert_mail_from',
    type: 'text',
    optional: true,
    default: '',
    meaning: 'The sender of alerts; horarium@<this machine> where it is left out',
  },
  {
    name: 'alert_mail_to',
    type: 'text',
    optional: true,
    default: '',
    meaning: 'Who gets alerts by mail, with commas between',
  },
  {
    name: 'alert_webhook_url',
    type: 'url',
    schemes: ['https', 'http'],
    secret: true,
    default: '',
    meaning: 'Where alerts are posted as JSON; none is nowhere',
  },
  {
    name: 'alert_webhook_secret',
    type: 'text',
    optional: true,
    secret: true,
    default: '',
    meaning: 'Signs what is posted, by HMAC-SHA256',
  },
  {
    name: 'alert_webhook_private',
    type: 'flag',
    filesOnly: true,
    default: '0',
    meaning: 'Whether alerts and pings may go to private addresses, this machine among them',
  },
  {
    name: 'alert_command',
    type: 'command',
    filesOnly: true,
    default: '',
    meaning: 'A program that is given alerts as JSON on its standard input, with its arguments; no shell',
  },
  {
    name: 'alert_log',
    type: 'flag',
    default: '1',
    meaning: 'Whether alerts are written to the process log',
  },
  {
    name: 'alert_ping_url',
    type: 'url',
    schemes: ['https', 'http'],
    secret: true,
    default: '',
    meaning: "Asked for each minute while all is well: somebody else's alarm for when it no longer is",
  },
  {
    name: 'log_level',
    type: 'levels',
    default: '',
    meaning: 'What nodes log from now on: a level, or component=level, with commas between; as they were started',
  },
]
