import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Menu,
  NavLink,
  ScrollArea,
  Text,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLanguage, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import bell from './bell.svg'
import { useNow } from './clock'
import { defineTexts, LANGUAGES, setLanguage, useLanguage } from './language'
import { openPalette } from './palette'
import { MENU, useRoomTexts } from './rooms'
import { formatTime } from './times'

const useTexts = defineTexts(
  {
    menu: 'Menu',
    skip: 'Skip to the page',
    search: 'Search (Ctrl K)',
    light: 'Light theme',
    dark: 'Dark theme',
    language: 'Language',
    en: 'English',
    fr: 'Français',
  },
  {
    menu: 'Menu',
    skip: 'Aller au contenu',
    search: 'Chercher (Ctrl K)',
    light: 'Thème clair',
    dark: 'Thème sombre',
    language: 'Langue',
    en: 'English',
    fr: 'Français',
  },
)

/** What stands around every page: where one is, where one can go, how it looks. `corner` is at the right of the header. */
export function Frame({ corner, children }: { readonly corner?: ReactNode; readonly children: ReactNode }): ReactNode {
  const say = useTexts()
  const [isOpen, { toggle, close }] = useDisclosure()
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <AppShell.Header>
        <Group gap="xs" h="100%" px="md" wrap="nowrap">
          <a className="skip" href="#main">
            {say('skip')}
          </a>
          <Burger aria-label={say('menu')} hiddenFrom="sm" onClick={toggle} opened={isOpen} size="sm" />
          <UnstyledButton component={Link} href="/" aria-label="Horarium">
            <Group gap={8} wrap="nowrap">
              <img alt="" height={26} src={bell} width={26} />
              <Text fw={700} visibleFrom="xs">
                Horarium
              </Text>
            </Group>
          </UnstyledButton>
          <Clock />
          <Group gap={4} wrap="nowrap">
            <Tooltip label={say('search')}>
              <ActionIcon aria-label={say('search')} color="gray" onClick={openPalette} size="lg" variant="subtle">
                <IconSearch size={18} />
              </ActionIcon>
            </Tooltip>
            <LanguageMenu />
            <ThemeButton />
            {corner}
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main">{children}</AppShell.Main>
    </AppShell>
  )
}

/** What the store's clock shows, here and in UTC: the one every schedule goes by. */
function Clock(): ReactNode {
  const language = useLanguage()
  const now = useNow()
  return (
    <Text component="time" ff="monospace" ml="auto" mr="xs" size="xs" style={{ whiteSpace: 'nowrap' }}>
      {formatTime(now, language)}{' '}
      <Text c="dimmed" component="span" inherit visibleFrom="xs">
        {formatTime(now, language, 'UTC')} UTC
      </Text>
    </Text>
  )
}

function Navigation({ onGo }: { readonly onGo: () => void }): ReactNode {
  const say = useRoomTexts()
  const [location] = useLocation()
  const isHere = (path: string): boolean => location === path || (path !== '/' && location.startsWith(`${path}/`))
  return (
    <ScrollArea component="nav" type="auto">
      {MENU.map(({ name, path, icon: Icon }) => (
        <NavLink
          active={isHere(path)}
          aria-current={isHere(path) ? 'page' : undefined}
          component={Link}
          href={path}
          key={path}
          label={say(name)}
          leftSection={<Icon aria-hidden size={18} stroke={1.6} />}
          mb={2}
          onClick={onGo}
          style={{ borderRadius: 'var(--mantine-radius-md)' }}
        />
      ))}
    </ScrollArea>
  )
}

function ThemeButton(): ReactNode {
  const say = useTexts()
  const { setColorScheme } = useMantineColorScheme()
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light'
  return (
    <Tooltip label={say(other)}>
      <ActionIcon aria-label={say(other)} color="gray" onClick={() => setColorScheme(other)} size="lg" variant="subtle">
        {other === 'dark' ? <IconMoon size={18} /> : <IconSun size={18} />}
      </ActionIcon>
    </Tooltip>
  )
}

function LanguageMenu(): ReactNode {
  const say = useTexts()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={say('language')} color="gray" size="lg" variant="subtle">
          <IconLanguage size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item key={language} lang={language} onClick={() => setLanguage(language)}>
            {say(language)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
