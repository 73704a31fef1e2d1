import { addEntry, type App, findJob, killEntry, pauseGroup, pauseJob, runJob, setJob } from '@horarium/app'
import type { TestAdminOptions } from './browser.js'

/** The fields that somebody may write markup into; each has its own, so that one sees which became what. */
export const FIELDS = [
  'label',
  'description',
  'expression',
  'param',
  'message',
  'log',
  'result',
  'error',
  'pause',
  'group-pause',
  'override',
  'kill',
] as const
export type Field = (typeof FIELDS)[number]

/** Markup that shows what it has become: an element with `data-ran`, and `ran` where it runs. */
export function markupOf(field: string): string {
  return `<img data-ran="${field}" src="x" onerror="ran='${field}'"><script>ran='${field}'</script><b data-ran>${field}</b>`
}

const HANDLERS = `
const markupOf = ${markupOf.toString()}
export default class Mark {
  ok({ log, params, setMessage }) {
    log.warn(markupOf('log'), { field: markupOf('log') })
    setMessage(markupOf('message'))
    return { html: markupOf('result'), params }
  }
  fail() { throw new TypeError(markupOf('error')) }
  async slow({ signal }) { await new Promise((resolve) => signal.addEventListener('abort', resolve)) }
}
`

function xmlOf(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function jobOf(method: string, more = ''): string {
  return `${more}<run><model>test_mark/mark::${method}</model></run>`
}

const JOBS = {
  marked: jobOf(
    'ok',
    `<label>${xmlOf(markupOf('label'))}</label><description>${xmlOf(markupOf('description'))}</description><params><colour>${xmlOf(markupOf('default'))}</colour></params>`,
  ),
  marked_fails: jobOf('fail'),
  marked_slow: jobOf('slow'),
  marked_expression: jobOf('ok', `<schedule><cron_expr>${xmlOf(markupOf('expression'))}</cron_expr></schedule>`),
}
const nodes = Object.entries(JOBS).map(([code, text]) => `<${code}>${text}</${code}>`)

/** An instance whose every field holds markup. */
export const MARKED: TestAdminOptions = {
  files: {
    'modules/Test/Mark/Model/Mark.mjs': HANDLERS,
    'modules/Test/Mark/etc/config.xml': `<config><crontab><jobs>${nodes.join('')}</jobs></crontab></config>`,
  },
}

/** Has people and jobs write markup wherever they can; answers the entries it was written to. */
export async function writeMarkup(app: App): Promise<readonly string[]> {
  const jobAt = (code: string): ReturnType<typeof findJob> => findJob(app.configuration().jobs, code)
  const params = { colour: markupOf('param') }
  const ran = await Promise.all(
    ['marked', 'marked_fails'].map(async (code) => (await runJob(app, jobAt(code), { params })).entry.id),
  )
  const later = await addEntry(app, jobAt('marked_slow'), { at: app.clock.now() + 3_600_000, params })
  await killEntry(app, later, { why: markupOf('kill'), force: false })
  await setJob(app, jobAt('well'), { label: markupOf('override'), dryRun: false })
  const until = app.clock.now() + 3_600_000
  await pauseJob(app, jobAt('marked'), { until, note: markupOf('pause') })
  await pauseGroup(app, 'default', { until, note: markupOf('group-pause') })
  return [...ran, later]
}
