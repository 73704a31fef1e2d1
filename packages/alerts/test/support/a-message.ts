import type { Message, Notice } from '@horarium/alerts'
import { NOON } from './world.js'

export const FAILED: Notice = {
  kind: 'failed',
  jobCode: 'mail',
  group: 'default',
  label: 'Sends what waits',
  since: NOON,
  at: NOON,
  reason: 'TypeError: the disk is full',
  entryId: 'mail@20260131T120000Z',
  isRepeat: false,
}

export function aMessage(...notices: readonly Notice[]): Message {
  return { id: 'm1', at: NOON, instance: 'hz on here', notices: notices.length > 0 ? notices : [FAILED], leftOut: 0 }
}
