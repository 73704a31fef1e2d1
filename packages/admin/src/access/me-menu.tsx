import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconHistory, IconLogout, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { pathWith } from '../api/answers'
import { useMe } from '../api/me'
import { logOut } from './session'
import { useAccessTexts } from './texts'

/** Who looks at the pages, what they may do, and the way out. */
export function MeMenu(): ReactNode {
  const say = useAccessTexts()
  const me = useMe()
  if (!me) return null
  return (
    <Menu width={280}>
      <Menu.Target>
        <ActionIcon aria-label={say('me')} color="gray" size="lg" title={me.name} variant="subtle">
          <IconUser size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text c="var(--mantine-color-text)" fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {me.name}
          </Text>
          <Text size="xs">{say(`role_${me.role}`)}</Text>
          <Text mt={4} size="xs">
            {say(`via_${me.via}`)}
          </Text>
        </Menu.Label>
        <Menu.Item
          component={Link}
          href={pathWith('/audit', { author: me.name })}
          leftSection={<IconHistory aria-hidden size={16} />}
        >
          {say('did')}
        </Menu.Item>
        {me.via === 'session' && (
          <Menu.Item leftSection={<IconLogout aria-hidden size={16} />} onClick={() => void logOut()}>
            {say('logOut')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
