import { Anchor, Code, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { entryPage, jobPage } from './paths'

/** A path of the configuration; where it speaks of a job or a setting, the way there. */
export function PathLink({ path }: { readonly path: string }): ReactNode {
  if (path === '')
    return (
      <Text c="dimmed" component="span" size="sm">
        –
      </Text>
    )
  const to = placeOf(path)
  if (to === undefined) return <Code>{path}</Code>
  return (
    <Anchor component={Link} ff="monospace" href={to} size="sm">
      {path}
    </Anchor>
  )
}

function placeOf(path: string): string | undefined {
  const job = /^crontab\/(?:[^/]+\/)?jobs\/(?<code>[^/]+)\//.exec(path)?.groups?.['code']
  if (job !== undefined) return jobPage(job)
  const entry = /^entry\/(?<id>.+)$/.exec(path)?.groups?.['id']
  if (entry !== undefined) return entryPage(entry)
  return path.startsWith('system/cron/') ? `/settings?search=${encodeURIComponent(path)}` : undefined
}
