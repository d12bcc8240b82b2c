import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { launchesOf } from '../../src/network/launches.ts'
import { account } from '../support/account.ts'
import type { Item } from '../support/facts-builder.ts'

const specification = { LaunchTemplateId: 'lt-1', Version: '3' }
const template = { LaunchTemplateId: 'lt-1', VersionNumber: 3 }

/** What a group launches, in words; its template is of `ami-1` and c7i.large. */
function said(fields: Item<'autoScalingGroups'>, data: object | undefined = {}): readonly string[] {
  const builder = account()
    .add('autoScalingGroups', { AutoScalingGroupName: 'workers', ...fields })
    .add('launchConfigurations', {
      LaunchConfigurationName: 'old',
      ImageId: 'ami-0',
      InstanceType: 'm4.large',
    })
    .add('launchConfigurations', { LaunchConfigurationName: 'untyped' })
    .add(
      'launchTemplateVersions',
      data
        ? { ...template, LaunchTemplateData: { ImageId: 'ami-1', InstanceType: 'c7i.large', ...data } }
        : template,
      { LaunchTemplateId: 'lt-1', Versions: ['3'] },
    )
  const elsewhere = account({ id: '222222222222' }).add('launchConfigurations', {
    LaunchConfigurationName: 'theirs',
    InstanceType: 'm4.large',
  })
  const facts = new Facts(builder.snapshot(elsewhere)).at({ account: builder.id, region: builder.region })
  const [row] = facts.autoScalingGroups
  const { launches = [], unknown } = row ? launchesOf(row, facts) : {}
  const words = launches.map(
    (one) => `${one.from.id} ${one.image} ${one.instanceType ?? one.requirements?.BurstablePerformance}`,
  )
  return unknown ? [...words, unknown] : words
}

const overrides = (...Overrides: object[]): Item<'autoScalingGroups'> => ({
  MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: specification, Overrides } },
})

describe('launchesOf', () => {
  test.each([
    ['a launch template', { LaunchTemplate: specification }, {}, ['lt-1 ami-1 c7i.large']],
    ['a policy without overrides', overrides(), {}, ['lt-1 ami-1 c7i.large']],
    [
      'overrides, which stand before the type of the template',
      overrides({ InstanceType: 'c7i.xlarge' }, { InstanceType: 't3.large' }),
      {},
      ['lt-1 ami-1 c7i.xlarge', 'lt-1 ami-1 t3.large'],
    ],
    [
      'requirements in place of a type',
      overrides({ InstanceRequirements: { BurstablePerformance: 'required' } }),
      {},
      ['lt-1 ami-1 required'],
    ],
    [
      'an override with a template of its own',
      overrides(
        { InstanceType: 'c7i.xlarge' },
        { InstanceType: 'c7g.xlarge', LaunchTemplateSpecification: {} },
      ),
      {},
      ['lt-1 ami-1 c7i.xlarge', 'a launch template that an override of workers names was not read'],
    ],
    ['a launch configuration', { LaunchConfigurationName: 'old' }, {}, ['old ami-0 m4.large']],
    [
      'a configuration of the same name in another account',
      { LaunchConfigurationName: 'theirs' },
      {},
      ['what workers launches (theirs) was not read'],
    ],
    [
      'a configuration without a type',
      { LaunchConfigurationName: 'untyped' },
      {},
      ['the instance type of untyped is not in the answer'],
    ],
    ['nothing', {}, {}, ['what workers launches (no template) was not read']],
    [
      'a template without a type',
      { LaunchTemplate: specification },
      { InstanceType: undefined },
      ['the instance type of lt-1 is not in the answer'],
    ],
    [
      'another version of the template',
      { LaunchTemplate: { ...specification, Version: '4' } },
      {},
      ['the launch template of workers was not read'],
    ],
  ])('%s', (_, fields, data, expected) => expect(said(fields, data)).toEqual(expected))
})
