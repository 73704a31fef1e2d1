import type { JobChange, JobDetails } from '@horarium/http/api'
import { Paper, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useGroupNames } from '../api/groups'
import type { JobProps } from './job-page'
import { useJobPageTexts } from './job-texts'
import { SaveBar } from './save-bar'
import { OriginOf } from './origin'
import { type ParamRow, ParamRows, rowsOf } from './param-rows'
import { type LeafLook, POLICY_LOOKS } from './policy-leaves'
import { type PolicyTextKey, usePolicyTexts } from './policy-texts'
import { saidIn } from './run-dialog'
import { useDraft } from './use-draft'

const MASK = '***'

type Texts = Readonly<Record<string, string>>

/** What somebody types of a job, not yet said. */
interface Typed {
  readonly label: string
  readonly description: string
  readonly group: string
  /** Only what is to be otherwise: what others do to the rest meanwhile stays. */
  readonly params: Texts
  readonly added: readonly ParamRow[]
  readonly policy: Texts
}

/** What it is given and how it is run. */
export function SettingsTab({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const draft = useDraft(job, typedOf)
  const { typed, base, set } = draft
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Part title={say('own')}>
          <Text c="dimmed" size="sm">
            {say('ownAbout')}
          </Text>
          <ParamRows change={(rows) => set(paramsIn(rows, base))} rows={rowsFor(typed, base, say('masked'))} />
        </Part>
        <Part title={say('people')}>
          <PeopleFields set={set} typed={typed} />
        </Part>
      </SimpleGrid>
      <Part title={say('policy')}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
          {POLICY_LOOKS.map((look) => (
            <PolicyField
              job={base}
              key={look.leaf}
              look={look}
              set={(value) => set({ policy: policyWith(typed.policy, [look.leaf, value], base) })}
              value={typed.policy[look.leaf] ?? valueIn(base, look.leaf)}
            />
          ))}
        </SimpleGrid>
      </Part>
      <SaveBar draft={draft} wishes={wishesOf(typed, base)} />
    </Stack>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Paper p="md" withBorder>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  )
}

interface PeopleFieldsProps {
  readonly typed: Typed
  readonly set: (part: Partial<Typed>) => void
}

function PeopleFields({ typed, set }: PeopleFieldsProps): ReactNode {
  const say = useJobPageTexts()
  const groups = useGroupNames(typed.group)
  return (
    <>
      <TextInput
        label={say('label')}
        maxLength={1000}
        onChange={({ currentTarget }) => set({ label: currentTarget.value })}
        value={typed.label}
      />
      <Textarea
        autosize
        label={say('description')}
        maxLength={4000}
        minRows={2}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        value={typed.description}
      />
      <Select
        allowDeselect={false}
        data={groups}
        label={say('group')}
        onChange={(group) => set({ group: group ?? typed.group })}
        value={typed.group}
      />
    </>
  )
}

interface PolicyFieldProps extends JobProps {
  readonly look: LeafLook
  readonly value: string
  readonly set: (value: string) => void
}

function PolicyField({ job, look: { leaf, choices }, value, set }: PolicyFieldProps): ReactNode {
  const sayPolicy = usePolicyTexts()
  const said = job.values.find((one) => one.leaf === leaf)
  const common = {
    description: sayPolicy(leaf as PolicyTextKey),
    label: (
      <>
        {leaf} {said && said.origin !== 'default' && <OriginOf value={said} />}
      </>
    ),
  }
  if (choices)
    return (
      <Select
        {...common}
        allowDeselect={false}
        data={[...choices]}
        onChange={(next) => set(next ?? value)}
        value={value}
      />
    )
  return (
    <TextInput {...common} maxLength={1000} onChange={({ currentTarget }) => set(currentTarget.value)} value={value} />
  )
}

function valueIn({ values }: JobDetails, leaf: string): string {
  return values.find((value) => value.leaf === leaf)?.value ?? ''
}

function rowsFor({ params, added }: Typed, job: JobDetails, masked: string): readonly ParamRow[] {
  const own = rowsOf({ ...job.params, ...params }).map((row) =>
    job.params[row.name] === MASK ? { ...row, hint: masked } : row,
  )
  return [...own, ...added.map((row, nth) => ({ ...row, id: own.length + nth }))]
}

function paramsIn(rows: readonly ParamRow[], job: JobDetails): Pick<Typed, 'params' | 'added'> {
  const isOwn = ({ isFixed = false }: ParamRow): boolean => isFixed
  return { params: saidIn(rows.filter(isOwn), job), added: rows.filter((row) => !isOwn(row)) }
}

function policyWith(policy: Texts, [leaf, value]: readonly [string, string], job: JobDetails): Texts {
  const { [leaf]: _, ...rest } = policy
  return value === valueIn(job, leaf) ? rest : { ...rest, [leaf]: value }
}

function typedOf({ label, description, group }: JobDetails): Typed {
  return { label: label ?? '', description: description ?? '', group, params: {}, added: [], policy: {} }
}

function wishesOf({ label, description, group, added, policy, ...typed }: Typed, job: JobDetails): JobChange {
  const params = { ...typed.params, ...saidIn(added, job) }
  return {
    ...(label === (job.label ?? '') ? {} : { label }),
    ...(description === (job.description ?? '') ? {} : { description }),
    ...(group === job.group ? {} : { group }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(Object.keys(policy).length === 0 ? {} : { policy }),
  }
}
