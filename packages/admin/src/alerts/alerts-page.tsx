import { Anchor, Badge, Stack } from '@mantine/core'
import type { AlertList, AlertRow, WaitingMessage } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useAnswer } from '../api/answers'
import { Distance, Instant } from '../shell/instant'
import { Page, Section } from '../shell/page'
import { entryPage, jobPage } from '../shell/paths'
import { type Column, Rows } from '../shell/rows'
import { Answered, Empty } from '../shell/states'
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
  const columns: readonly Column<AlertRow>[] = [
    { title: say('kind'), cell: ({ kind }) => <Kind kind={kind} /> },
    { title: say('job'), cell: (alert) => <AlertedJob alert={alert} />, minWidth: 160 },
    { title: say('since'), cell: ({ since }) => <Instant at={since} /> },
    { title: say('last'), cell: ({ at }) => <Distance at={at} /> },
    { title: say('told'), cell: ({ told }) => told.join(', ') || say('nobody') },
    { title: say('reason'), cell: (alert) => <Reason alert={alert} />, minWidth: 200 },
  ]
  const keyOf = ({ kind, jobCode, target }: AlertRow): string => `${kind} ${jobCode} ${target ?? ''}`
  return <Rows columns={columns} items={open} keyOf={keyOf} label={say('title')} width={860} />
}

function Kind({ kind }: Pick<AlertRow, 'kind'>): ReactNode {
  const say = useAlertTexts()
  const known = KINDS.find((one) => one === kind)
  return (
    <Badge color={COLORS[kind] ?? 'grape'} tt="none" variant="light">
      {known ? say(known) : kind}
    </Badge>
  )
}

interface AlertProps {
  readonly alert: AlertRow
}

function AlertedJob({ alert: { jobCode, target } }: AlertProps): ReactNode {
  return (
    <Anchor component={Link} href={jobPage(jobCode)} size="sm">
      {target === null ? jobCode : `${jobCode} (${target})`}
    </Anchor>
  )
}

function Reason({ alert: { reason, entryId } }: AlertProps): ReactNode {
  const say = useAlertTexts()
  return (
    <>
      {reason}{' '}
      {entryId !== null && (
        <Anchor component={Link} href={entryPage(entryId)} size="sm" underline="always">
          {say('run')}
        </Anchor>
      )}
    </>
  )
}

function Undelivered({ messages }: { readonly messages: readonly WaitingMessage[] }): ReactNode {
  const say = useAlertTexts()
  const columns: readonly Column<WaitingMessage>[] = [
    { title: say('channel'), cell: ({ channel }) => channel },
    { title: say('attempts'), cell: ({ attempts }) => attempts },
    { title: say('tried'), cell: ({ lastTriedAt }) => <Instant at={lastTriedAt} /> },
    { title: say('error'), cell: ({ error }) => error ?? '–', minWidth: 200 },
  ]
  return (
    <Section about={say('undeliveredAbout')} title={say('undelivered')}>
      <Rows
        columns={columns}
        items={messages}
        keyOf={({ message, channel }) => `${message} ${channel}`}
        label={say('undelivered')}
        width={640}
      />
    </Section>
  )
}
