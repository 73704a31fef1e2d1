import { deliverOutbox, lookForAlerts, webhookChannel } from '@horarium/alerts'
import { DEFAULT_POLICY } from '@horarium/core'
import { connectRedis, openInstance, openLane } from '@horarium/store'

const [, , address, namespace, now, url] = process.argv
const redis = connectRedis(address)
const instance = openInstance(redis, namespace)
const lane = openLane(redis, namespace, 'default')
const clock = { now: () => Number(now) }
const quiet = { error() {}, warn() {}, info() {}, debug() {} }
const mail = { code: 'mail', group: 'default', alert: DEFAULT_POLICY.alert, lane, hasTargets: false, holds: [] }
const jobs = new Map([['mail', { ...mail, isGuarded: false }]])
const channels = [webhookChannel({ url, secret: '', allowPrivate: true }, clock)]
const names = channels.map(({ name }) => name)
await lookForAlerts({ instance, lanes: [lane], jobs, digest: 'a', channels: names, name: 'here' }, clock.now())
await deliverOutbox(instance, { channels, clock, logger: quiet, signal: new AbortController().signal })
redis.disconnect()
