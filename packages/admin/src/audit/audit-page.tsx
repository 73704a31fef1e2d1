import { Badge, Button, Code, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { AuditRow } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { pathWith, useAnswer } from '../api/answers'
import { Filter } from '../shell/filter'
import { Instant } from '../shell/instant'
import { Page } from '../shell/page'
import { Pager } from '../shell/pager'
import { useQueryState } from '../shell/query-state'
import { type Column, Rows } from '../shell/rows'
import { SearchField } from '../shell/search-field'
import { Answered, Empty } from '../shell/states'
import { PathLink } from '../shell/path-link'
import { useAuditTexts } from './texts'

interface AuditPageAnswer {
  readonly items: readonly AuditRow[]
  readonly next: string | null
}

const ACTIONS = [
  'set',
  'reset',
  'reload',
  'history:purge',
  'schedule:kill',
  'schedule:remove',
  'session:open',
  'session:close',
  'session:refuse',
  'token:create',
  'token:revoke',
  'user:create',
  'user:password',
  'user:remove',
] as const

/** Who changed what. */
export function AuditPage(): ReactNode {
  const say = useAuditTexts()
  const actionName = useActionName()
  const [search] = useQueryState('search')
  const [after] = useQueryState('after')
  const [author, setAuthor] = useQueryState('author')
  const [action] = useQueryState('action')
  const answer = useAnswer<AuditPageAnswer>(pathWith('/api/v1/audit', { search, author, action, after }), [
    'configuration',
  ])
  const isFiltered = search !== '' || author !== '' || action !== ''
  return (
    <Page about={say('about')} title={say('title')}>
      <Group>
        <SearchField flex="1 1 240px" label={say('search')} />
        <Filter
          aria-label={say('action')}
          data={ACTIONS.map((value) => ({ value, label: actionName(value) }))}
          name="action"
          placeholder={say('anything')}
        />
        {author !== '' && (
          <Button
            onClick={() => setAuthor(null)}
            rightSection={<IconX aria-hidden size={14} />}
            size="sm"
            variant="light"
          >
            {say('onlyOf', { author })}
          </Button>
        )}
      </Group>
      <Answered answer={answer}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <Empty title={say(isFiltered ? 'notFound' : 'none')}>
                {say(isFiltered ? 'notFoundRemedy' : 'noneRemedy')}
              </Empty>
            ) : (
              <Trail items={items} onAuthor={setAuthor} />
            )}
            {/* Of a long trail so many lines are looked through at once: the next page goes on. */}
            <Pager next={next} />
          </>
        )}
      </Answered>
    </Page>
  )
}

interface TrailProps {
  readonly items: readonly AuditRow[]
  readonly onAuthor: (author: string) => void
}

function Trail({ items, onAuthor }: TrailProps): ReactNode {
  const say = useAuditTexts()
  const actionName = useActionName()
  const columns: readonly Column<AuditRow>[] = [
    { title: say('when'), cell: ({ at }) => <Instant at={at} /> },
    {
      title: say('who'),
      cell: ({ author }) => (
        <Button onClick={() => onAuthor(author)} px={4} size="compact-sm" variant="subtle">
          {author}
        </Button>
      ),
    },
    {
      title: say('what'),
      cell: ({ action }) => (
        <Badge color={action === 'reset' ? 'gray' : 'indigo'} tt="none" variant="light">
          {actionName(action)}
        </Badge>
      ),
    },
    { title: say('where'), cell: ({ path }) => <PathLink path={path} />, minWidth: 180 },
    { title: say('change'), cell: ({ before, after }) => <Values after={after} before={before} />, minWidth: 180 },
  ]
  return <Rows columns={columns} items={items} keyOf={({ id }) => id} label={say('title')} width={760} />
}

function Values({ before, after }: Pick<AuditRow, 'before' | 'after'>): ReactNode {
  const say = useAuditTexts()
  const text = (value: string | null): ReactNode =>
    value === null ? (
      <Text c="dimmed" component="span" fs="italic" size="sm">
        {say('nothing')}
      </Text>
    ) : (
      <Code>{value === '' ? '""' : value}</Code>
    )
  if (before === null && after === null) return null
  return (
    <span>
      {text(before)} <span aria-label={say('becomes')}>→</span> {text(after)}
    </span>
  )
}

// What stands in the trail is named as the command that does it; three of them are none.
function useActionName(): (action: string) => string {
  const say = useAuditTexts()
  return (action) => (action === 'set' || action === 'reset' || action === 'reload' ? say(action) : action)
}
