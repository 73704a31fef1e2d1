import { ActionIcon, Anchor, Badge, Code, CopyButton, Group, Paper, Stack, Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy, IconExclamationCircle } from '@tabler/icons-react'
import type { ProblemList, ProblemRow } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { PathLink } from '../shell/path-link'
import { pathWith, useAnswer } from '../api/answers'
import { Filter } from '../shell/filter'
import { Page } from '../shell/page'
import { Pager } from '../shell/pager'
import { jobPage } from '../shell/paths'
import { useQueryState } from '../shell/query-state'
import { SearchField } from '../shell/search-field'
import { Answered, Empty } from '../shell/states'
import { useProblemTexts } from './texts'

const SETTINGS = 'system/cron/'

/** What is to be mended. */
export function ProblemsPage(): ReactNode {
  const say = useProblemTexts()
  const [search] = useQueryState('search')
  const [after] = useQueryState('after')
  const [severity] = useQueryState('severity')
  const answer = useAnswer<ProblemList>(pathWith('/api/v1/problems', { search, severity, after }), ['configuration'])
  const isFiltered = search !== '' || severity !== ''
  return (
    <Page about={say('about')} title={say('title')}>
      <Group>
        <SearchField flex="1 1 240px" label={say('search')} />
        <Filter
          aria-label={say('severity')}
          data={[
            { value: 'error', label: say('error') },
            { value: 'warning', label: say('warning') },
          ]}
          name="severity"
          placeholder={say('anything')}
        />
      </Group>
      <Answered answer={answer}>
        {({ items, next, errors, warnings, quarantined }) =>
          items.length === 0 ? (
            <Empty title={say(isFiltered ? 'notFound' : 'none')}>
              {say(isFiltered ? 'notFoundRemedy' : 'noneRemedy')}
            </Empty>
          ) : (
            <Stack gap="sm">
              <Text size="sm">
                {say('count', { errors, warnings, quarantined })} {say('mended')}
              </Text>
              {items.map((problem) => (
                <Problem key={`${problem.file}:${problem.line} ${problem.path} ${problem.message}`} {...problem} />
              ))}
              <Pager next={next} />
            </Stack>
          )
        }
      </Answered>
    </Page>
  )
}

function Problem({ severity, job, label, isQuarantined, message, remedy, file, line, path }: ProblemRow): ReactNode {
  const say = useProblemTexts()
  const isError = severity === 'error'
  return (
    <Paper component="article" p="sm" withBorder>
      <Group gap="xs" mb={4}>
        <Badge
          color={isError ? 'red' : 'yellow'}
          leftSection={
            isError ? <IconExclamationCircle aria-hidden size={12} /> : <IconAlertTriangle aria-hidden size={12} />
          }
          tt="none"
          variant="light"
        >
          {say(isError ? 'isError' : 'isWarning')}
        </Badge>
        {job !== null && (
          <Anchor component={Link} fw={600} href={jobPage(job)} size="sm">
            {label ?? job}
          </Anchor>
        )}
        {isQuarantined && (
          <Text c="dimmed" size="sm">
            {say('quarantined')}
          </Text>
        )}
      </Group>
      <Text lang="en" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
      <Text c="dimmed" lang="en" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {remedy}
      </Text>
      {job === null && path.startsWith(SETTINGS) && <PathLink path={path} />}
      <Place file={file} line={line} path={path} />
    </Paper>
  )
}

function Place({ file, line, path }: Pick<ProblemRow, 'file' | 'line' | 'path'>): ReactNode {
  const say = useProblemTexts()
  const place = line > 0 ? `${file}:${line}` : file
  return (
    <Group gap={4} mt={6} wrap="nowrap">
      <Code style={{ overflowWrap: 'anywhere' }}>{place === '' ? path : place}</Code>
      {place !== '' && (
        <CopyButton value={place}>
          {({ copied, copy }) => (
            <Tooltip label={say(copied ? 'copied' : 'copy')}>
              <ActionIcon aria-label={say(copied ? 'copied' : 'copy')} color="gray" onClick={copy} variant="subtle">
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      )}
    </Group>
  )
}
