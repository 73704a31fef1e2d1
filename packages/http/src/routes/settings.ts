import {
  type ForeseenSetting,
  foreseeSetting,
  getSetting,
  isoOf,
  listSettings,
  resetSetting,
  setSetting,
} from '@horarium/app'
import type { App } from '@horarium/app'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { Instant, Maybe } from '../schemas.js'
import { Refusal } from '../errors.js'
import { IfMatch, onlyIfMatch } from '../if-match.js'
import { decodeCursor, encodeCursor, pageOf, PageQuery } from '../page.js'
import type { ServiceParts } from '../service.js'
import { changeableSetting, Origin, readOverrideTimes, settingRow, SettingRow } from './setting-row.js'

const Params = Type.Object({ '*': Type.String({ maxLength: 512, description: 'a path; of the default group a name' }) })
export const SettingPurge = Type.Object({ count: Type.Integer(), oldest: Maybe(Instant), newest: Maybe(Instant) })
export const SettingChange = Type.Object({
  setting: SettingRow,
  jobs: Type.Array(Type.String(), { description: 'the jobs it changes, by code' }),
  purge: Maybe(SettingPurge, {
    description: 'what the next purge would forget; null where the change does not concern that, and once it is made',
  }),
  warnings: Type.Array(Type.String()),
  isDryRun: Type.Boolean(),
})
export type SettingChange = Static<typeof SettingChange>
export const SettingList = Type.Object({
  ...pageOf(SettingRow).properties,
  groups: Type.Array(Type.String(), { description: 'the groups there are' }),
})
export type SettingList = Static<typeof SettingList>
const Query = Type.Object(
  {
    group: Type.Optional(Type.String({ maxLength: 100, description: 'only what one group has' })),
    origin: Type.Optional(Origin),
    search: Type.Optional(Type.String({ maxLength: 255, description: 'in path, value and meaning' })),
    ...PageQuery,
  },
  { additionalProperties: false },
)
const Wish = Type.Object(
  { value: Type.String({ maxLength: 16_384 }), dryRun: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
const Reset = Type.Object({ dryRun: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
const Place = Type.String()

const URL = '/api/v1/settings'
// Whoever asks what a lifetime would purge has a million entries counted.
const COUNTED_WITHIN_MS = 60_000

/** What can be set. */
export function settingRoutes({ server, app, appFor }: ServiceParts): void {
  const listed = {
    summary: 'Every setting with its value, unit, default, range and origin',
    querystring: Query,
    response: { 200: SettingList, 400: Refusal },
  }
  server.get(URL, { config: { role: 'view' }, schema: listed }, ({ query }) => pageOfSettings(app, query))
  const shown = { summary: 'One setting', params: Params, response: { 200: SettingRow, 404: Refusal } }
  server.get(`${URL}/*`, { config: { role: 'view' }, schema: shown }, async ({ params }) =>
    settingRow(app, getSetting(app, params['*']), await readOverrideTimes(app)),
  )
  const response = { 200: SettingChange, 400: Refusal, 404: Refusal, 409: Refusal, 412: Refusal }
  const change = async (request: Asked, value: string | undefined): Promise<SettingChange> => {
    const path = request.params['*']
    const caller = onlyIfMatch(appFor(request), request.headers['if-match'], changeableSetting(app, path))
    if (request.body.dryRun) return foreseen(app, await foreseeSetting(caller, path, value))
    const now = await (value === undefined ? resetSetting(caller, path) : setSetting(caller, path, value))
    const setting = settingRow(app, now, await readOverrideTimes(app))
    return { setting, jobs: [], purge: null, warnings: [], isDryRun: false }
  }
  const common = { params: Params, headers: IfMatch, response }
  const set = { ...common, summary: 'Lay a value over a setting, or tell what that would do', body: Wish }
  const changing = { config: { role: 'configure' }, handlerTimeout: COUNTED_WITHIN_MS } as const
  server.put(`${URL}/*`, { ...changing, schema: set }, (request) => change(request, request.body.value))
  const reset = { ...common, summary: 'Take what was laid over a setting away', body: Reset }
  server.delete(`${URL}/*`, { ...changing, schema: reset }, (request) => change(request, undefined))
}

interface Asked extends Pick<FastifyRequest, 'caller' | 'id'> {
  readonly params: Static<typeof Params>
  readonly headers: { readonly 'if-match'?: string | undefined }
  readonly body: { readonly dryRun?: boolean }
}

async function pageOfSettings(app: App, query: Static<typeof Query>): Promise<SettingList> {
  const { after, limit = 50 } = query
  const times = await readOverrideTimes(app)
  const all = listSettings(app).map((listing) => settingRow(app, listing, times))
  const rows = all.filter((row) => fits(row, query))
  const from = placeAfter(rows, decodeCursor(Place, after))
  const items = rows.slice(from, from + limit)
  const next = encodeCursor(from + limit < rows.length ? items.at(-1)?.path : undefined)
  return { items, next, groups: [...app.configuration().groups] }
}

// A row that is gone was an override of nothing: those stand last, by path.
function placeAfter(rows: readonly SettingRow[], path: string | undefined): number {
  if (path === undefined) return 0
  const at = rows.findIndex((row) => row.path === path)
  if (at >= 0) return at + 1
  const next = rows.findIndex((row) => row.scope === 'path' && row.path > path)
  return next < 0 ? rows.length : next
}

function fits(row: SettingRow, { group, origin, search = '' }: Static<typeof Query>): boolean {
  if ((group ?? row.group) !== row.group || (origin ?? row.origin) !== row.origin) return false
  const wanted = search.toLowerCase()
  return [row.path, row.value, row.meaning].some((text) => text?.toLowerCase().includes(wanted))
}

function foreseen(app: App, { setting, jobs, purge, warnings }: ForeseenSetting): SettingChange {
  const instant = (at: number | undefined): string | null => (at === undefined ? null : isoOf(at))
  return {
    setting: settingRow(app, setting),
    jobs: [...jobs],
    purge: purge ? { count: purge.count, oldest: instant(purge.oldest), newest: instant(purge.newest) } : null,
    warnings: warnings.map(({ message, remedy }) => `${message}. ${remedy}`),
    isDryRun: true,
  }
}
