import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

interface PageProps {
  readonly title: string
  /** One sentence on what the page shows. */
  readonly about?: ReactNode
  /** What can be done, at the right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page: its one heading, what can be done, what there is. */
export function Page({ title, about, actions, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Horarium`
  }, [title])
  return (
    <Stack gap="md">
      <Group align="flex-end" justify="space-between">
        <div>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {about && (
            <Text c="dimmed" component="div" size="sm">
              {about}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}

interface SectionProps {
  readonly title: string
  readonly about?: ReactNode
  readonly children: ReactNode
}

/** A part of a page, under a heading of its own. */
export function Section({ title, about, children }: SectionProps): ReactNode {
  return (
    <section>
      <Title mb={4} order={2} size="h4">
        {title}
      </Title>
      {about && (
        <Text c="dimmed" mb="xs" size="sm">
          {about}
        </Text>
      )}
      {children}
    </section>
  )
}
