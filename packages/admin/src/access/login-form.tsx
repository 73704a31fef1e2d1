import { Alert, Button, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import type { Credentials } from '@horarium/http/api'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Refused } from '../api/ask'
import { Problem } from '../shell/states'
import { logIn } from './session'
import { useAccessTexts } from './texts'

type Way = 'password' | 'token'
const KEPT_AS = 'horarium-login-with'

/** Asks who somebody is: a user and a password, or a token. */
export function LoginForm(): ReactNode {
  const say = useAccessTexts()
  const [way, setWay] = useState<Way>(localStorage.getItem(KEPT_AS) === 'token' ? 'token' : 'password')
  const [user, setUser] = useState('')
  const [secret, setSecret] = useState('')
  const { mutate, isPending, error } = useMutation<void, Refused, Credentials>({ mutationFn: logIn })
  const choose = (chosen: string): void => {
    setWay(chosen === 'token' ? 'token' : 'password')
    setSecret('')
    localStorage.setItem(KEPT_AS, chosen)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        mutate(way === 'token' ? { token: secret.trim() } : { user: user.trim(), password: secret })
      }}
    >
      <Stack>
        <SegmentedControl
          aria-label={say('with')}
          data={[
            { value: 'password', label: say('withPassword') },
            { value: 'token', label: say('withToken') },
          ]}
          fullWidth
          onChange={choose}
          value={way}
        />
        {way === 'password' && (
          <TextInput
            autoComplete="username"
            autoFocus
            data-autofocus
            label={say('user')}
            maxLength={64}
            name="user"
            onChange={({ currentTarget }) => setUser(currentTarget.value)}
            required
            value={user}
          />
        )}
        <PasswordInput
          autoComplete={way === 'token' ? 'off' : 'current-password'}
          description={way === 'token' ? say('tokenIs') : undefined}
          label={way === 'token' ? say('token') : say('password')}
          maxLength={way === 'token' ? 200 : 1_024}
          name="secret"
          onChange={({ currentTarget }) => setSecret(currentTarget.value)}
          required
          value={secret}
          visibilityToggleButtonProps={{ 'aria-label': say('show') }}
        />
        {error && <WhyNot refused={error} />}
        <Button loading={isPending} type="submit">
          {say('logIn')}
        </Button>
      </Stack>
    </form>
  )
}

function WhyNot({ refused }: { readonly refused: Refused }): ReactNode {
  const say = useAccessTexts()
  const known = { 'wrong-credentials': say('wrong'), 'too-many-tries': say('tooMany') }
  const said = Object.entries(known).find(([code]) => code === refused.code)?.[1]
  return said === undefined ? (
    <Problem refused={refused} />
  ) : (
    <Alert color="red" role="alert">
      {said}
    </Alert>
  )
}
