import type { Store } from '@horarium-modules/sample-store'
import { datesBetween, daysAfter } from '../instants.js'

/** What a customer is to be told. */
export interface Notice {
  readonly service_id: string
  readonly service: string
  readonly customer: string
  readonly email: string
  readonly expires_at: string
  /** Days until then, by the calendar. */
  readonly left: number
  /** Which of the days ahead it is told for: one that was missed is told late, with the days that are left. */
  readonly days: number
  readonly attempts: number
}

type Expiring = Omit<Notice, 'left' | 'days' | 'attempts'>

/** The notices to send now: for each service the nearest of the days ahead that is reached, unless that was dealt with. */
export function findDue(store: Store, now: Date, days: readonly number[]): readonly Notice[] {
  return expiring(store, now, Math.max(...days)).flatMap((service) => {
    const left = datesBetween(now, new Date(service.expires_at))
    const reached = days.filter((ahead) => ahead >= left)
    if (reached.length === 0) return []
    const notice = { ...service, left, days: Math.min(...reached) }
    const attempts = attemptsAt(store, notice)
    return attempts === undefined ? [] : [{ ...notice, attempts }]
  })
}

function expiring(store: Store, now: Date, days: number): readonly Expiring[] {
  return store.all<Expiring>(
    `select s.id as service_id, s.name as service, s.expires_at, c.name as customer, c.email
     from billing_service s join billing_customer c on c.id = s.customer_id
     where s.status = 'active' and s.expires_at > ? and s.expires_at < ? order by s.expires_at, s.id`,
    now.toISOString(),
    daysAfter(now, days + 1),
  )
}

// `undefined`: there is nothing more to do.
function attemptsAt(store: Store, { service_id, expires_at, days }: Omit<Notice, 'attempts'>): number | undefined {
  const told = store.first<{ readonly status: string; readonly attempts: number }>(
    'select status, attempts from billing_notice where service_id = ? and expires_at = ? and days = ?',
    service_id,
    expires_at,
    days,
  )
  if (!told) return 0
  return told.status === 'refused' ? told.attempts : undefined
}

/** Notes an attempt at a notice. */
export function note(store: Store, { service_id, expires_at, days, attempts }: Notice, status: string): void {
  store.run(
    `insert or replace into billing_notice (service_id, expires_at, days, attempts, status) values (?, ?, ?, ?, ?)`,
    service_id,
    expires_at,
    days,
    attempts + 1,
    status,
  )
}
