import { namesOf } from 'create-horarium'
import { expect, it } from 'vitest'

it.each([
  ['Acme_Shop', 'acme_shop_stock_import', 'StockImport', 'stock-import'],
  ['Acme_StockFeed', 'acme_stock_feed_read', 'Read', 'read'],
  ['Acme_StockFeed', 'acme_stockfeed_read', 'Read', 'read'],
  ['Sample_Crm', 'ProcessMassEmail', 'ProcessMassEmail', 'processmassemail'],
  ['Sample_Backups', 'overdue-backup-check', 'OverdueBackupCheck', 'overdue-backup-check'],
  ['Acme_Shop', 'acme_shop', 'Shop', 'shop'],
  ['Acme_Shop', '__', 'Shop', 'shop'],
  ['Acme_Shop', 'acme_shopping', 'AcmeShopping', 'acme-shopping'],
  ['Acme_Auth', 'acme_auth_2fa_cleanup', 'Job2faCleanup', '2fa-cleanup'],
  ['Acme_Shop', 'acme_shop_schedule', 'ScheduleJob', 'schedule'],
  ['Acme_Shop', 'acme_shop_map', 'MapJob', 'map'],
  ['Acme_Shop', 'acme_shop_promise', 'PromiseJob', 'promise'],
])('in %s the job %s is handled by the class %s and tested in %s', (module, code, ...names) => {
  expect(namesOf(module, code)).toMatchObject({ className: names[0], testName: names[1] })
})

it('a handler is called by its alias, its class in the spelling of its file', () => {
  expect(namesOf('Acme_Shop', 'acme_shop_stock_import').handler).toBe('acme_shop/stockImport::run')
})
