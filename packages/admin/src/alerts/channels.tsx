import { Alert, Anchor, Group, Paper, Stack, Text } from '@mantine/core'
import {
  IconBellOff,
  IconCommand,
  IconFileText,
  IconMail,
  IconSend,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react'
import type { TestedAlert } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Action } from '../shell/action'
import { ConfirmedChange } from '../shell/confirm'
import { openDialog } from '../shell/dialog'
import { useNotice } from '../shell/notice'
import { Section } from '../shell/page'
import { useAlertTexts } from './texts'

const ICONS: Readonly<Record<string, TablerIcon>> = {
  mail: IconMail,
  webhook: IconWebhook,
  command: IconCommand,
  log: IconFileText,
}
const NAMES = ['mail', 'webhook', 'command', 'log'] as const

/** The ways to tell people, and whether they work. */
export function Channels({ channels }: { readonly channels: readonly string[] }): ReactNode {
  const say = useAlertTexts()
  return (
    <Section
      about={
        <>
          {say('channelsAbout')}{' '}
          <Anchor component={Link} href="/settings?search=system/cron/alert_" size="sm" underline="always">
            {say('settings')}
          </Anchor>
        </>
      }
      title={say('channels')}
    >
      {channels.length === 0 && <Alert color="orange" icon={<IconBellOff />} title={say('noChannel')} />}
      <Group>
        {channels.map((channel) => (
          <Channel key={channel} word={channel} />
        ))}
      </Group>
    </Section>
  )
}

interface ChannelProps {
  readonly word: string
}

function Channel({ word }: ChannelProps): ReactNode {
  const say = useAlertTexts()
  const Icon = ICONS[word] ?? IconSend
  return (
    <Paper p="sm" withBorder>
      <Stack gap="xs">
        <Group gap="xs">
          <Icon aria-hidden size={18} />
          <Text fw={600} size="sm">
            {nameOf(word, say)}
          </Text>
        </Group>
        <Action onClick={() => openDialog(<TestDialog word={word} />)} role="operate" size="xs" variant="default">
          {say('test')}
        </Action>
      </Stack>
    </Paper>
  )
}

function TestDialog({ word }: ChannelProps): ReactNode {
  const say = useAlertTexts()
  const { failed } = useNotice()
  const channel = nameOf(word, say)
  const tell = (found: readonly TestedAlert[]): void => {
    for (const { error } of found) if (error !== null) failed(say('failedTest', { channel, error }))
  }
  return (
    <ConfirmedChange<readonly TestedAlert[]>
      action={say('test')}
      change={{ method: 'POST', path: '/api/v1/alerts/test', body: { channel: word } }}
      onDone={tell}
      said={(found) => (found.every(({ error }) => error === null) ? say('arrived', { channel }) : undefined)}
      title={say('testTitle', { channel })}
    >
      <Text size="sm">{say('testAbout')}</Text>
    </ConfirmedChange>
  )
}

function nameOf(channel: string, say: ReturnType<typeof useAlertTexts>): string {
  const known = NAMES.find((name) => name === channel)
  return known ? say(known) : channel
}
