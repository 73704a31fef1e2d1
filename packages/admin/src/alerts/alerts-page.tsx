import { Anchor, Badge, Stack, Table, Text, Title } from '@mantine/core'
import type { AlertList, AlertRow, WaitingMessage } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useAnswer } from '../api/answers'
import { Distance, Instant } from '../shell/instant'
import { Page } from '../shell/page'
import { entryPage, jobPage } from '../shell/paths'
import { Answered, Empty } from '../shell/states'
import { Wide } from '../shell/wide'
import { Channels } from './channels'
import { useAlertTexts } from './texts'

const KINDS = ['failed', 'missed', 'overdue', 'slow', 'poisoned'] as const
const COLORS: Readonly<Record<string, string>> = { failed: 'red', missed: 'orange', overdue: 'orange', slow: 'yellow' }

/** What people are told. */
export function AlertsPage(): ReactNode {
  const say = useAlertTexts()
  const answer = useAnswer<AlertList>('/api/v1/alerts', ['alerts', 'configuration'])
  return (
    <Page about={say('about')} title={say('title')}>
      <Answered answer={answer}>
        {({ open, undelivered, channels }) => (
          <Stack gap="lg">
            {open.length === 0 ? <Empty title={say('none')}>{say('noneRemedy')}</Empty> : <Open open={open} />}
            {undelivered.length > 0 && <Undelivered messages={undelivered} />}
            <Channels channels={channels} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function Open({ open }: { readonly open: readonly AlertRow[] }): ReactNode {
  const say = useAlertTexts()
  return (
    <Wide isCards label={say('title')}>
      <Table miw={860} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('kind')}</Table.Th>
            <Table.Th>{say('job')}</Table.Th>
            <Table.Th>{say('since')}</Table.Th>
            <Table.Th>{say('last')}</Table.Th>
            <Table.Th>{say('told')}</Table.Th>
            <Table.Th>{say('reason')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {open.map((alert) => (
            <Alert key={`${alert.kind} ${alert.jobCode} ${alert.target ?? ''}`} {...alert} />
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

function Alert({ kind, jobCode, target, since, at, told, reason, entryId }: AlertRow): ReactNode {
  const say = useAlertTexts()
  const known = KINDS.find((one) => one === kind)
  return (
    <Table.Tr>
      <Table.Td data-label={say('kind')}>
        <Badge color={COLORS[kind] ?? 'grape'} tt="none" variant="light">
          {known ? say(known) : kind}
        </Badge>
      </Table.Td>
      <Table.Td data-label={say('job')} style={{ overflowWrap: 'anywhere', minWidth: 160 }}>
        <Anchor component={Link} href={jobPage(jobCode)} size="sm">
          {target === null ? jobCode : `${jobCode} (${target})`}
        </Anchor>
      </Table.Td>
      <Table.Td data-label={say('since')}>
        <Instant at={since} />
      </Table.Td>
      <Table.Td data-label={say('last')}>
        <Distance at={at} />
      </Table.Td>
      <Table.Td data-label={say('told')}>{told.join(', ') || say('nobody')}</Table.Td>
      <Table.Td data-label={say('reason')} style={{ overflowWrap: 'anywhere', minWidth: 200 }}>
        {reason}{' '}
        {entryId !== null && (
          <Anchor component={Link} href={entryPage(entryId)} size="sm" underline="always">
            {say('run')}
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function Undelivered({ messages }: { readonly messages: readonly WaitingMessage[] }): ReactNode {
  const say = useAlertTexts()
  return (
    <section>
      <Title order={2} size="h4">
        {say('undelivered')}
      </Title>
      <Text c="dimmed" mb="xs" size="sm">
        {say('undeliveredAbout')}
      </Text>
      <Wide isCards label={say('undelivered')}>
        <Table miw={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('channel')}</Table.Th>
              <Table.Th>{say('attempts')}</Table.Th>
              <Table.Th>{say('tried')}</Table.Th>
              <Table.Th>{say('error')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {messages.map(({ message, channel, attempts, lastTriedAt, error }) => (
              <Table.Tr key={`${message} ${channel}`}>
                <Table.Td data-label={say('channel')}>{channel}</Table.Td>
                <Table.Td data-label={say('attempts')}>{attempts}</Table.Td>
                <Table.Td data-label={say('tried')}>
                  <Instant at={lastTriedAt} />
                </Table.Td>
                <Table.Td data-label={say('error')} style={{ overflowWrap: 'anywhere', minWidth: 200 }}>
                  {error ?? '–'}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </section>
  )
}
