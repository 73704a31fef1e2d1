import { Alert, Button, Code, Group, Skeleton, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconAlertCircle, IconMoodEmpty } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Refused } from '../api/ask'
import { defineTexts } from './language'

const useTexts = defineTexts(
  {
    unreachable: 'The service cannot be reached.',
    unreachableRemedy: 'It is asked again by itself; see whether the process still runs: horarium start.',
    retry: 'Try again',
    request: 'request',
    waiting: 'Waiting for the service',
  },
  {
    unreachable: 'Le service est injoignable.',
    unreachableRemedy: 'Un nouvel essai a lieu de lui-même ; vérifiez que le processus tourne encore : horarium start.',
    retry: 'Réessayer',
    request: 'requête',
    waiting: 'En attente du service',
  },
)

/** Why something is not shown, or was not done, and what helps. */
export function Problem({ refused, retry }: { readonly refused: Refused; readonly retry?: () => void }): ReactNode {
  const say = useTexts()
  const isGone = refused.status === 0
  return (
    <Alert
      color="red"
      icon={<IconAlertCircle />}
      role="alert"
      title={isGone ? say('unreachable') : <span lang="en">{refused.message}</span>}
    >
      <Stack align="flex-start" gap="xs">
        <Text lang={isGone ? undefined : 'en'} size="sm">
          {isGone ? say('unreachableRemedy') : refused.remedy}
        </Text>
        <Group>
          {retry && (
            <Button color="red" onClick={retry} size="xs" variant="outline">
              {say('retry')}
            </Button>
          )}
          {refused.requestId && (
            <Text size="xs">
              {say('request')} <Code>{refused.requestId}</Code>
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}

/** That there is nothing, why, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactNode {
  return (
    <Stack align="center" gap="xs" py="xl">
      <ThemeIcon color="gray" radius="xl" size="xl" variant="light">
        <IconMoodEmpty aria-hidden />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" maw={480} size="sm" ta="center" component="div">
        {children}
      </Text>
    </Stack>
  )
}

interface AnsweredProps<Answer> {
  readonly answer: UseQueryResult<Answer>
  /** How tall what comes is about. */
  readonly height?: number
  readonly children: (told: Answer) => ReactNode
}

/** Shows an answer when it is there, why not when it is refused; what was told before stays meanwhile, paler. */
export function Answered<Answer>({ answer, height = 240, children }: AnsweredProps<Answer>): ReactNode {
  const say = useTexts()
  const { data, error, isPlaceholderData, refetch } = answer
  const problem = error && <Problem refused={error} retry={() => void refetch()} />
  if (data === undefined) return problem ?? <Skeleton aria-label={say('waiting')} height={height} role="status" />
  return (
    <Stack aria-busy={isPlaceholderData} gap="md" opacity={isPlaceholderData ? 0.6 : undefined}>
      {/* What is no news any more says why; who cannot be reached at all is said above every page. */}
      {error?.status !== 0 && problem}
      {children(data)}
    </Stack>
  )
}
