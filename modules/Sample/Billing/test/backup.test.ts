import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import Backup from '../Model/Database/Backup.js'
import { openBilling } from '../Model/open-billing.js'
import { Billing } from './support/billing.js'

const HALF_DAYS = ['01-30T00', '01-30T12', '01-31T00', '01-31T12', '02-01T00', '02-01T12']

async function backUp(
  billing: Billing,
  instant: string,
  params = {},
): Promise<{ file: string; removed: readonly string[] }> {
  const folder = join(billing.folder, 'copies')
  return new Backup().write(billing.at(instant, { params: { folder, ...params } }))
}

it('a copy holds what the store held, also what was just written', async () => {
  const billing = await Billing.open()
  billing.addService('web')
  const { file } = await backUp(billing, '2026-01-31T12:00:00Z')
  billing.addService('later')

  const copy = openBilling({ params: { store: file } })
  expect(copy.all('select id from billing_service')).toEqual([{ id: 'web' }])
  copy.close()
})

it('the newest four copies are kept', async () => {
  const billing = await Billing.open()
  for (const halfDay of HALF_DAYS) await backUp(billing, `2026-${halfDay}:00:00Z`)

  const names = await readdir(join(billing.folder, 'copies'))
  expect(names.toSorted()).toEqual(HALF_DAYS.slice(2).map((at) => `samples-2026${at.replace('-', '')}0000.000Z.db`))
})

it('nothing is removed that is not a copy by its whole name', async () => {
  const billing = await Billing.open()
  const folder = join(billing.folder, 'copies')
  const others = [
    'notes.txt',
    'samples.db',
    'samples-20200101T000000.000Z.db.old',
    'my-samples-20200101T000000.000Z.db',
  ]
  await mkdir(join(folder, 'samples-20200102T000000.000Z.db'), { recursive: true })
  for (const name of others) await writeFile(join(folder, name), 'mine')
  await symlink(billing.file, join(folder, 'samples-20200103T000000.000Z.db'))

  const { removed } = await backUp(billing, '2026-01-31T12:00:00Z', { keep: '1' })
  expect(removed).toEqual([])
  expect(await readdir(folder)).toHaveLength(others.length + 3)
})

it('a copy that was begun and never finished is removed by the next', async () => {
  const billing = await Billing.open()
  const left = 'samples-20260131T000000.000Z.db.unfinished'
  await mkdir(join(billing.folder, 'copies'))
  await writeFile(join(billing.folder, 'copies', left), 'half')
  expect(await backUp(billing, '2026-01-31T12:00:00Z')).toMatchObject({ removed: [left] })
})

it('an attempt that is repeated writes the copy of its instant again', async () => {
  const billing = await Billing.open()
  const at = '2026-01-31T12:00:00Z'
  const { file } = await backUp(billing, at)
  await writeFile(`${file}.unfinished`, 'half')
  expect(await backUp(billing, at)).toMatchObject({ file, removed: [] })
  expect(await readdir(join(billing.folder, 'copies'))).toHaveLength(1)
})

it('nothing is removed when no copy can be written', async () => {
  const billing = await Billing.open()
  await backUp(billing, '2026-01-31T00:00:00Z')
  // What lies in the way is a folder.
  await mkdir(join(billing.folder, 'copies', 'samples-20260131T120000.000Z.db'))
  await expect(backUp(billing, '2026-01-31T12:00:00Z', { keep: '1' })).rejects.toThrow()
  expect(await readdir(join(billing.folder, 'copies'))).toContain('samples-20260131T000000.000Z.db')
})
