import { Alert, Anchor, Badge, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconHeartbeat, IconHeartOff } from '@tabler/icons-react'
import type { WorkerList, WorkerRow, WorkerRun } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useAnswer } from '../api/answers'
import { Distance, Instant } from '../shell/instant'
import { Page, Section } from '../shell/page'
import { entryPage } from '../shell/paths'
import { type Column, Rows } from '../shell/rows'
import { Answered, Empty } from '../shell/states'
import { useWorkerTexts } from './texts'

/** Who takes part. */
export function WorkersPage(): ReactNode {
  const say = useWorkerTexts()
  const answer = useAnswer<WorkerList>('/api/v1/workers', ['workers', 'entries'])
  return (
    <Page about={say('about')} title={say('title')}>
      <Answered answer={answer}>
        {({ items, elsewhere }) => (
          <Stack>
            {items.length === 0 ? <Empty title={say('none')}>{say('noneRemedy')}</Empty> : <Workers items={items} />}
            {elsewhere.length > 0 && (
              <Section about={say('elsewhereAbout')} title={say('elsewhere')}>
                <Runs runs={elsewhere} />
              </Section>
            )}
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function Workers({ items }: { readonly items: readonly WorkerRow[] }): ReactNode {
  const say = useWorkerTexts()
  const isServed = items.some(({ isAlive, executes }) => isAlive && executes)
  const columns: readonly Column<WorkerRow>[] = [
    { title: say('name'), cell: (worker) => <Name worker={worker} /> },
    { title: say('state'), cell: (worker) => <State worker={worker} /> },
    { title: say('groups'), cell: ({ executes, groups }) => (executes ? (groups?.join(', ') ?? say('all')) : '–') },
    { title: say('since'), cell: ({ startedAt }) => <Instant at={startedAt} /> },
    { title: say('seen'), cell: ({ seenAt }) => <Distance at={seenAt} /> },
    { title: say('runs'), cell: ({ runs }) => (runs.length === 0 ? say('idle') : <Runs runs={runs} />) },
  ]
  return (
    <>
      {!isServed && (
        <Alert color="red" icon={<IconHeartOff />} title={say('noWorker')}>
          {say('noneRemedy')}
        </Alert>
      )}
      <Rows columns={columns} items={items} keyOf={({ name }) => name} label={say('title')} width={820} />
    </>
  )
}

interface WorkerProps {
  readonly worker: WorkerRow
}

function Name({ worker: { name, pid, host } }: WorkerProps): ReactNode {
  const say = useWorkerTexts()
  return (
    <>
      <Text fw={600} size="sm">
        {name}
      </Text>
      <Text c="dimmed" size="xs">
        {say('process', { pid: String(pid), host })}
      </Text>
    </>
  )
}

function State({ worker: { isAlive, executes } }: WorkerProps): ReactNode {
  const say = useWorkerTexts()
  return (
    <Stack align="flex-start" gap={4}>
      <Life isAlive={isAlive} />
      <Text c="dimmed" size="xs">
        {say(executes ? 'executes' : 'watches')}
      </Text>
    </Stack>
  )
}

function Life({ isAlive }: Pick<WorkerRow, 'isAlive'>): ReactNode {
  const say = useWorkerTexts()
  if (isAlive)
    return (
      <Badge color="teal" leftSection={<IconHeartbeat aria-hidden size={12} />} tt="none" variant="light">
        {say('alive')}
      </Badge>
    )
  return (
    <Tooltip label={say('goneWhy')} multiline w={280}>
      <Badge color="red" leftSection={<IconHeartOff aria-hidden size={12} />} tabIndex={0} tt="none" variant="light">
        {say('gone')}
      </Badge>
    </Tooltip>
  )
}

function Runs({ runs }: { readonly runs: readonly WorkerRun[] }): ReactNode {
  return (
    <Stack gap={2}>
      {runs.map(({ id, jobCode, target, startedAt }) => (
        <Group gap="xs" key={id} wrap="nowrap">
          <Anchor component={Link} href={entryPage(id)} size="sm">
            {target === null ? jobCode : `${jobCode} (${target})`}
          </Anchor>
          <Text c="dimmed" size="xs">
            <Distance at={startedAt} />
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
