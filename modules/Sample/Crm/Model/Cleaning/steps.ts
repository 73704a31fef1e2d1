/** What one step of the cleaning removes. */
export interface Step {
  readonly name: string
  readonly table: string
  /** Which rows, with one `?` for the instant they must be older than. */
  readonly where: string
  /** The parameter that says how old, in days. */
  readonly days: 'queue_days' | 'notification_days' | 'popup_days' | 'webhook_days' | 'deleted_days'
}

/** In this order; the place of a contact on mailing lists goes with it. */
export const STEPS: readonly Step[] = [
  {
    name: 'mass mail',
    table: 'crm_mass_email_queue',
    where: `status <> 'pending' and updated_at < ?`,
    days: 'queue_days',
  },
  {
    name: 'notifications',
    table: 'crm_notification',
    where: `status <> 'pending' and created_at < ?`,
    days: 'notification_days',
  },
  { name: 'popups', table: 'crm_popup', where: 'submitted_at < ?', days: 'popup_days' },
  {
    name: 'webhook events',
    table: 'crm_webhook_event',
    where: `status <> 'pending' and due_at < ?`,
    days: 'webhook_days',
  },
  { name: 'deleted contacts', table: 'crm_contact', where: 'deleted_at < ?', days: 'deleted_days' },
]
