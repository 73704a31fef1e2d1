import { describeCalendar } from '@horarium/calendar'
import { type CalendarSpec, type Entry, type FailedAttempt, fingerprintOf, maskSetting } from '@horarium/core'
import type { Fate } from '@horarium/engine'
import type { HandedOver } from './find-targets.js'
import type { InstantFacts } from './explain-instant.js'

const MINUTE = 60_000

/** Puts what is known of an instant into sentences, in the order in which it happened. */
export function tellStory(facts: InstantFacts): readonly string[] {
  const { entry } = facts
  return [
    definitionSentence(facts),
    ...facts.changes.map(
      ({ at, author, path, before, after }) =>
        `${author} changed ${path} on ${stamp(at)} from ${shown(path, before)} to ${shown(path, after)}.`,
    ),
    ...(entry ? entrySentences(entry, facts) : [absenceSentence(facts)]),
  ]
}

function shown(path: string, value: string | undefined): string {
  return value === undefined ? 'nothing' : maskSetting(path, value)
}

function definitionSentence({ jobCode, definition, instant, now }: InstantFacts): string {
  if (!definition)
    return `The timetable did not know ${jobCode} at ${stamp(instant)}: it was written down later, or never.`
  const since = definition.from < now ? `, since ${stamp(definition.from)}` : ''
  if (!definition.spec)
    return `The calendar did not start ${jobCode}${since}: ${WHY_NOT[definition.why ?? ''] ?? 'unknown'}.`
  return `The calendar of ${jobCode} ${instant <= now ? 'was' : 'is'} ${calendarText(definition.spec)}${since}.`
}

const WHY_NOT: Readonly<Record<string, string>> = {
  disabled: 'it was disabled',
  invalid: 'it was invalid',
  'by hand': 'it had no schedule',
  gone: 'no module declared it',
}

function calendarText(spec: CalendarSpec): string {
  const words = describeCalendar(spec)
  if (spec.kind === 'every') return `'${words}'`
  const written = `'${spec.expression}' (${spec.dialect}, ${spec.timezone})`
  return words === spec.expression || fingerprintOf(spec) === words ? written : `${written}, ${words}`
}

function entrySentences(
  entry: Entry,
  { instant, isWanted, now, aheadMs, holder, definition, targets }: InstantFacts,
): readonly string[] {
  return [
    ...(entry.source === 'manual' ? [`${entry.author ?? 'Somebody'} asked for it by hand.`] : []),
    ...(entry.source === 'chain' ? [`It follows the success of ${entry.askedBy ?? 'another entry'}.`] : []),
    ...(entry.source === 'handler' ? [`The handler of ${entry.askedBy ?? 'another entry'} asked for it.`] : []),
    ...(entry.source === 'calendar' && isWanted
      ? [
          `It is an instant of the calendar and was written down, at ${stamp(Math.max(instant - aheadMs, definition?.from ?? 0))} at the earliest.`,
        ]
      : []),
    ...(entry.source === 'calendar' && !isWanted
      ? ['It is no instant of that calendar: it was written down for another one, before or after.']
      : []),
    ...(entry.releasedAt === undefined ? [] : [`It was released to the queue at ${stamp(entry.releasedAt)}.`]),
    ...(entry.attempts ?? []).map(attemptSentence),
    ...(entry.startedAt === undefined ? [] : [startSentence(entry)]),
    endSentence(entry, now),
    ...(targets && targets.size > 0 ? [targetsSentence(targets)] : []),
    ...(holder ? [holderSentence(holder)] : []),
  ]
}

function attemptSentence({ attempt, startedAt, finishedAt, worker, reason }: FailedAttempt): string {
  return `Attempt ${attempt} was begun by ${worker} at ${stamp(startedAt)} and failed at ${stamp(finishedAt)}: ${reason}.`
}

function startSentence({ startedAt = 0, scheduledAt, dueAt = scheduledAt, worker, attempt }: Entry): string {
  const late = (startedAt - dueAt) / 1_000
  return `${worker ?? 'A worker'} claimed it at ${stamp(startedAt)}, ${late.toFixed(1)} s after its time (attempt ${attempt}).`
}

const WAITS: Readonly<Record<string, string>> = { room: 'room in its group', turn: 'its turn' }

function endSentence(
  { status, waitsFor, reason, finishedAt, scheduledAt, dueAt, durationMs }: Entry,
  now: number,
): string {
  if (status === 'running') return 'It is still running.'
  if (waitsFor !== undefined && status === 'pending') return `It is due and waits for ${WAITS[waitsFor] ?? waitsFor}.`
  if (status === 'pending' && (dueAt ?? 0) > now) return `It waits for its next attempt, at ${stamp(dueAt ?? 0)}.`
  if (status === 'pending') return scheduledAt > now ? 'It waits for its time.' : 'It is due and waits for a worker.'
  const took = durationMs === undefined ? '' : ` after ${(durationMs / 1_000).toFixed(1)} s`
  return `It ended as ${status} at ${stamp(finishedAt ?? 0)}${took}: ${reason ?? 'no reason was kept'}.`
}

const NAMED = 3

function targetsSentence(targets: HandedOver): string {
  const parts = [...targets].map(([place, ids]) => {
    const more = ids.length > NAMED ? ' ...' : ''
    return `${ids.length} ${PLACES[place] ?? place} (${ids.slice(0, NAMED).join(', ')}${more})`
  })
  return `Of its targets: ${parts.join('; ')}.`
}

const PLACES: Readonly<Partial<Record<string, string>>> = { pending: 'waiting', released: 'waiting', parked: 'waiting' }

function holderSentence({ id, startedAt, finishedAt, status, worker }: Entry): string {
  if (startedAt === undefined) return `${id} is ${status}.`
  const end = finishedAt === undefined ? 'still runs' : `ended as ${status} at ${stamp(finishedAt)}`
  return `${id} was begun at ${stamp(startedAt)} by ${worker ?? 'a worker'} and ${end}.`
}

function absenceSentence(facts: InstantFacts): string {
  const { definition, isWanted, instant, now, fate, gap } = facts
  if (!definition?.spec) return 'So nothing was to run.'
  if (!isWanted) return `${stamp(instant)} is no instant of it. ${neighbours(facts)}`
  if (instant > now) return 'It is an instant of the calendar, to come, and is not written down yet.'
  if (fate === 'gap' && gap) {
    return `It never ran: from ${stamp(gap.from)} to ${stamp(gap.to)} ${gap.count} instants passed unwritten (${gap.reason}).`
  }
  return (fate && ABSENT[fate]) ?? 'It was written down once and is nowhere now. That must not be; see schedule:audit.'
}

const ABSENT: Readonly<Partial<Record<Fate, string>>> = {
  purged: 'Of entries as old as this one some have been purged: whether it ran cannot be told any more.',
  replaced: 'It was never written down: nothing ran until the calendar was changed.',
  unwritten:
    'It is not written down: nothing has written the timetable so far. The next pass catches up or counts a gap.',
}

function neighbours({ before, after }: InstantFacts): string {
  const near = [
    ...(before === undefined ? [] : [`${stamp(before)} before`]),
    ...(after === undefined ? [] : [`${stamp(after)} after`]),
  ]
  return near.length === 0 ? 'It has none near.' : `The nearest are ${near.join(' and ')}.`
}

function stamp(instant: number): string {
  const text = new Date(instant).toISOString()
  return `${text.slice(0, instant % MINUTE === 0 ? 16 : 19).replace('T', ' ')} UTC`
}
