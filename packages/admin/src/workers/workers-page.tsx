import { Alert, Anchor, Badge, Group, Stack, Table, Text, Title, Tooltip } from '@mantine/core'
import { IconHeartbeat, IconHeartOff } from '@tabler/icons-react'
import type { WorkerList, WorkerRow, WorkerRun } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useAnswer } from '../api/answers'
import { Distance, Instant } from '../shell/instant'
import { Page } from '../shell/page'
import { entryPage } from '../shell/paths'
import { Answered, Empty } from '../shell/states'
import { Wide } from '../shell/wide'
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
              <section>
                <Title order={2} size="h4">
                  {say('elsewhere')}
                </Title>
                <Text c="dimmed" mb="xs" size="sm">
                  {say('elsewhereAbout')}
                </Text>
                <Runs runs={elsewhere} />
              </section>
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
  return (
    <>
      {!isServed && (
        <Alert color="red" icon={<IconHeartOff />} title={say('noWorker')}>
          {say('noneRemedy')}
        </Alert>
      )}
      <Wide isCards label={say('title')}>
        <Table miw={820} verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('name')}</Table.Th>
              <Table.Th>{say('state')}</Table.Th>
              <Table.Th>{say('groups')}</Table.Th>
              <Table.Th>{say('since')}</Table.Th>
              <Table.Th>{say('seen')}</Table.Th>
              <Table.Th>{say('runs')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((worker) => (
              <Worker key={worker.name} {...worker} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </>
  )
}

function Worker({ name, host, pid, isAlive, executes, groups, startedAt, seenAt, runs }: WorkerRow): ReactNode {
  const say = useWorkerTexts()
  return (
    <Table.Tr>
      <Table.Td data-label={say('name')}>
        <Text fw={600} size="sm">
          {name}
        </Text>
        <Text c="dimmed" size="xs">
          {say('process', { pid: String(pid), host })}
        </Text>
      </Table.Td>
      <Table.Td data-label={say('state')}>
        <Stack align="flex-start" gap={4}>
          <State isAlive={isAlive} />
          <Text c="dimmed" size="xs">
            {say(executes ? 'executes' : 'watches')}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td data-label={say('groups')}>{executes ? (groups?.join(', ') ?? say('all')) : '–'}</Table.Td>
      <Table.Td data-label={say('since')}>
        <Instant at={startedAt} />
      </Table.Td>
      <Table.Td data-label={say('seen')}>
        <Distance at={seenAt} />
      </Table.Td>
      <Table.Td data-label={say('runs')}>
        {runs.length === 0 ? (
          <Text c="dimmed" size="sm">
            {say('idle')}
          </Text>
        ) : (
          <Runs runs={runs} />
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function State({ isAlive }: { readonly isAlive: boolean }): ReactNode {
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
