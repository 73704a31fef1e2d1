import type { EntryDetails } from '@horarium/http/api'
import { Alert, Code, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Duration, Instant, useInstantText } from '../shell/instant'
import { Section } from '../shell/page'
import { type Column, Rows } from '../shell/rows'
import { STATUS_LOOK } from '../shell/status'
import { useEntryTexts } from './texts'

interface OutcomeProps {
  readonly entry: EntryDetails
}

/** Why it ended as it did, what it was given and what it returned or threw. */
export function EntryOutcome({ entry }: OutcomeProps): ReactNode {
  const { reason, message, status, kill } = entry
  const { color, icon: Icon } = STATUS_LOOK[status]
  return (
    <Stack gap="md">
      {(reason ?? message) !== null && (
        <Alert color={color} icon={<Icon aria-hidden />} role="status" title={reason ?? message}>
          {reason !== null && message !== null && <Text size="sm">{message}</Text>}
        </Alert>
      )}
      {kill && <KillOrder kill={kill} />}
      <Thrown entry={entry} />
      <Attempts entry={entry} />
      <Params entry={entry} />
      <Result entry={entry} />
    </Stack>
  )
}

function KillOrder({ kill }: { readonly kill: NonNullable<EntryDetails['kill']> }): ReactNode {
  const say = useEntryTexts()
  const instantText = useInstantText()
  const { by, at, why, force } = kill
  const said = say('killOrder', {
    by,
    at: instantText(at),
    why: why === '' ? 'none' : why,
    force: force ? 'yes' : 'no',
  })
  return <Text size="sm">{said}</Text>
}

function Thrown({ entry: { error } }: OutcomeProps): ReactNode {
  const say = useEntryTexts()
  if (!error) return null
  return (
    <Section title={say('error')}>
      <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
        {error.name}: {error.message}
      </Text>
      {error.stack !== null && error.stack !== '' && <Block label={say('stack')} text={error.stack} />}
    </Section>
  )
}

function Result({ entry: { result, status } }: OutcomeProps): ReactNode {
  const say = useEntryTexts()
  if (status !== 'success' && result === null) return null
  const text = typeof result === 'string' ? result : JSON.stringify(result, null, 2)
  return (
    <Section title={say('result')}>
      {result === null ? <Text size="sm">{say('noResult')}</Text> : <Block label={say('result')} text={text} />}
    </Section>
  )
}

function Params({ entry: { params } }: OutcomeProps): ReactNode {
  const say = useEntryTexts()
  const pairs = Object.entries(params ?? {})
  return (
    <Section title={say('params')}>
      {pairs.length === 0 ? (
        <Text size="sm">{say('noParams')}</Text>
      ) : (
        <Table aria-label={say('params')} w="auto">
          <Table.Tbody>
            {pairs.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th>{name}</Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}

type Attempt = EntryDetails['attempts'][number]

function Attempts({ entry: { attempts } }: OutcomeProps): ReactNode {
  const say = useEntryTexts()
  if (attempts.length === 0) return null
  const columns: readonly Column<Attempt>[] = [
    { title: say('attempt'), cell: ({ attempt }) => attempt },
    { title: say('started'), cell: ({ startedAt }) => <Instant at={startedAt} /> },
    { title: say('duration'), cell: ({ durationMs }) => <Duration ms={durationMs} /> },
    { title: say('worker'), cell: ({ worker }) => worker },
    { title: say('reason'), cell: ({ reason }) => reason, minWidth: 200 },
  ]
  return (
    <Section title={say('attempts')}>
      <Rows
        columns={columns}
        items={attempts}
        keyOf={({ attempt }) => String(attempt)}
        label={say('attempts')}
        width={640}
      />
    </Section>
  )
}

// Whoever has no mouse scrolls it too.
function Block({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  return (
    <Code aria-label={label} block mah={420} role="region" style={{ overflow: 'auto' }} tabIndex={0}>
      {text}
    </Code>
  )
}
