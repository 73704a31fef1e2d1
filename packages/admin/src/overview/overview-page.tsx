import { Alert, List } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAnswer } from '../api/answers'
import { defineTexts } from '../shell/language'
import { Page } from '../shell/page'
import { Answered } from '../shell/states'

const useTexts = defineTexts(
  { title: 'Overview', well: 'Everything works', unwell: 'Something keeps jobs from running' },
  { title: 'Vue d’ensemble', well: 'Tout fonctionne', unwell: 'Quelque chose empêche les tâches de tourner' },
)

interface Health {
  readonly isRunning: boolean
  readonly reasons: readonly string[]
}

/** How it is, at a glance. */
export function OverviewPage(): ReactNode {
  const say = useTexts()
  const health = useAnswer<Health>('/health', ['pass', 'workers'])
  return (
    <Page title={say('title')}>
      <Answered answer={health}>
        {({ isRunning, reasons }) => (
          <Alert color={isRunning ? 'teal' : 'red'} title={say(isRunning ? 'well' : 'unwell')}>
            <List>
              {reasons.map((reason) => (
                <List.Item key={reason}>{reason}</List.Item>
              ))}
            </List>
          </Alert>
        )}
      </Answered>
    </Page>
  )
}
