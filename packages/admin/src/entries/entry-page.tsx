import type { EntryDetails } from '@horarium/http/api'
import { Anchor, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import { useAnswer } from '../api/answers'
import { Page } from '../shell/page'
import { Answered } from '../shell/states'
import { StatusBadge } from '../shell/status'
import { AgainButton, KillButton, RemoveButton } from './entry-actions'
import { EntryFacts } from './entry-facts'
import { EntryOutcome } from './entry-outcome'
import { RunLog } from './run-log'
import { useEntryTexts } from './texts'
import { entryQuestion } from './entry-question'

/** One entry: how it went or goes, what it was given, what came of it, what it logged. */
export function EntryPage(): ReactNode {
  const say = useEntryTexts()
  const id = decodeURIComponent(useParams()['id'] ?? '')
  const answer = useAnswer<EntryDetails>(entryQuestion(id), ['entries'])
  const entry = answer.data
  return (
    <Page
      about={
        <Group gap="xs">
          {entry && <StatusBadge status={entry.status} />}
          <Anchor component={Link} href="/entries" size="sm">
            {say('back')}
          </Anchor>
        </Group>
      }
      actions={
        entry && (
          <>
            <AgainButton entry={entry} />
            <RemoveButton entry={entry} />
            <KillButton entry={entry} />
          </>
        )
      }
      title={id}
    >
      <Answered answer={answer}>
        {(told) => (
          <Stack gap="lg">
            <EntryFacts entry={told} />
            <EntryOutcome entry={told} />
            <RunLog id={told.id} status={told.status} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}
