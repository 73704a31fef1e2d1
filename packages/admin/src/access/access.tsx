import { Center, Modal, Paper, Stack, Text, Title } from '@mantine/core'
import type { Me } from '@horarium/http/api'
import { type ReactNode, useEffect } from 'react'
import { useAnswer } from '../api/answers'
import { followChanges } from '../api/live'
import { setServiceTime } from '../shell/clock'
import { LoginForm } from './login-form'
import { isLoginAsked } from './session'
import { useAccessTexts } from './texts'

/** The pages for whom the service knows; for everybody else the login. Who is no longer known logs in over the page. */
export function Access({ children }: { readonly children: ReactNode }): ReactNode {
  const { data: me, isPending } = useAnswer<Me>('/api/v1/me', [])
  const isAsked = isLoginAsked.use()
  const isIn = me !== undefined && !isAsked
  // Here alone, and as it comes: told again later it would put the clock back.
  useEffect(() => {
    if (me) setServiceTime(Date.parse(me.now))
  }, [me])
  useEffect(() => (isIn ? followChanges() : undefined), [isIn])
  if (me === undefined && isAsked) return <LoginPage />
  if (isPending) return null
  return (
    <>
      {children}
      <LoginDialog isOpen={isAsked} />
    </>
  )
}

function LoginPage(): ReactNode {
  const say = useAccessTexts()
  useEffect(() => {
    document.title = `${say('title')} · Horarium`
  }, [say])
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper maw={420} p="lg" shadow="sm" w="100%" withBorder>
        <Stack>
          <div>
            <Title order={1} size="h2">
              {say('title')}
            </Title>
            <Text c="dimmed" size="sm">
              {say('about')}
            </Text>
          </div>
          <LoginForm />
          <Text c="dimmed" size="xs">
            {say('how')}
          </Text>
        </Stack>
      </Paper>
    </Center>
  )
}

const ABOVE_EVERYTHING = 1_000

// The page stays as it is below: nothing that was typed is lost.
function LoginDialog({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const say = useAccessTexts()
  return (
    <Modal
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={() => undefined}
      opened={isOpen}
      title={say('ended')}
      withCloseButton={false}
      zIndex={ABOVE_EVERYTHING}
    >
      <Stack>
        <Text size="sm">{say('endedAbout')}</Text>
        <LoginForm />
      </Stack>
    </Modal>
  )
}
