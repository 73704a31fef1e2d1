import { entryShape, explainInstant, type Explanation, isoOf, parseInstant, type Shape } from '@horarium/app'
import { maskSetting } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'

/** `schedule:explain`: the story of one instant. */
export function addScheduleExplain(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'schedule:explain <code> <instant>',
      summary: 'Tell what became of one instant of a job, or why there was none',
      heading: 'Timetable:',
      examples: [
        'schedule:explain colin_bootstrap_cron 2026-01-31T10:05',
        'schedule:explain colin_bootstrap_cron 2026-01-31T10:05:00Z --json',
      ],
      details:
        'Which calendar counted then, who changed it, when the entry was released and claimed, by whom, how it ended;\n' +
        'or the gap, the pause or the other run that kept it from running. A job that is gone still has its past.',
    })
    .option('--json', 'print JSON')
    .action((typed: string, when: string, options: { readonly json?: true }) =>
      cli.withApp(options, async (app) => {
        const explanation = await explainInstant(app, typed, parseInstant(when, app.clock.now()))
        if (options.json) terminal.json(shapeOf(explanation))
        else for (const sentence of explanation.sentences) terminal.line(sentence)
        return EXIT.fine
      }),
    )
}

function shapeOf(explanation: Explanation): Shape {
  const { jobCode, instant, definition, isWanted, fate, entry, gap, targets, holder, before, after, changes } =
    explanation
  return {
    jobCode,
    instant: isoOf(instant),
    isWanted,
    fate: fate ?? null,
    definition: definition
      ? { since: isoOf(definition.from), calendar: definition.spec ?? null, why: definition.why ?? null }
      : null,
    entry: entry ? entryShape(entry) : null,
    gap: gap ? { ...gap, from: isoOf(gap.from), to: isoOf(gap.to) } : null,
    targets: targets ? Object.fromEntries(targets) : null,
    holder: holder ? entryShape(holder) : null,
    nearest: { before: isoOf(before), after: isoOf(after) },
    changes: changes.map(changeShape),
    sentences: explanation.sentences,
  }
}

function changeShape({ at, before, after, ...change }: Explanation['changes'][number]): Shape {
  const shown = (value: string | undefined): string | undefined => value && maskSetting(change.path, value)
  return { at: isoOf(at), ...change, before: shown(before), after: shown(after) }
}
