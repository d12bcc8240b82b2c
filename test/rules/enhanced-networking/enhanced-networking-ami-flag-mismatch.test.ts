import rule from '../../../rules/enhanced-networking/enhanced-networking-ami-flag-mismatch.ts'
import { type Account, account } from '../../support/account.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const ImageId = 'ami-golden'
const TYPES = {
  'm7i.large': 'required',
  'r4.large': 'supported',
  'c4.large': 'unsupported',
  't2.micro': 'unsupported',
} as const
type Type = keyof typeof TYPES

/** An image of the account without flags, in the knowledge of a few types. */
const image = (fields: Item<'images'> = {}): Account => {
  const builder = account()
    .vpc('shop')
    .subnet('app-a', { empty: true })
    .add('images', {
      ImageId,
      OwnerId: '111111111111',
      State: 'available',
      VirtualizationType: 'hvm',
      EnaSupport: false,
      ...fields,
    })
  for (const [InstanceType, EnaSupport] of Object.entries(TYPES)) {
    // Object.entries gives texts for keys that are types.
    builder.add('instanceTypes', { InstanceType: InstanceType as Type, NetworkInfo: { EnaSupport } })
  }
  return builder
}
/** An Auto Scaling group that launches a type from it. */
const scaled = (InstanceType: Type | 'x9.large', fields: Item<'images'> = {}, data: object = {}): Account =>
  image(fields)
    .add('autoScalingGroups', {
      AutoScalingGroupName: 'workers',
      LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '3' },
    })
    .add(
      'launchTemplateVersions',
      {
        LaunchTemplateId: 'lt-1',
        VersionNumber: 3,
        // Types of next year, too.
        LaunchTemplateData: { InstanceType: InstanceType as Type, ImageId, ...data },
      },
      { LaunchTemplateId: 'lt-1', Versions: ['3'] },
    )
const running = (InstanceType: Type, fields: Item<'instances'> = {}, builder = image()): Account =>
  builder.instance('app', { subnet: 'app-a' }, { InstanceType, ImageId, ...fields })
const configured = (builder: Account): Account =>
  builder
    .add('autoScalingGroups', { AutoScalingGroupName: 'workers', LaunchConfigurationName: 'old' })
    .add('launchConfigurations', { LaunchConfigurationName: 'old', ImageId, InstanceType: 'm7i.large' })

const refused =
  'ami-golden: workers launches m7i.large from this image, which lacks the ENA flag: every such launch is refused.'
const slow = (type: Type): string =>
  `ami-golden: workers launches ${type} from this image, which lacks the flag for enhanced networking: those instances run without it. [low]`
const lost =
  'ami-golden: i-app was given the flag for enhanced networking later, and this image lacks it: what replaces the instance runs without it, or does not start. [low]'
const noEna = '  ami-golden has EnaSupport false'
const noVf = '  ami-golden has SriovNetSupport not set'

testRule(rule, {
  accepts: {
    'an image with the flag that is launched': scaled('m7i.large', { EnaSupport: true }),
    'an image with the flag that runs': running(
      'm7i.large',
      { EnaSupport: true },
      image({ EnaSupport: true }),
    ),
    'an image for the 82599 interface': scaled('c4.large', { SriovNetSupport: 'simple' }),
    'an image with both flags, whatever else launches it': scaled('m7i.large', {
      EnaSupport: true,
      SriovNetSupport: 'simple',
    }).add('autoScalingGroups', { AutoScalingGroupName: 'others', LaunchConfigurationName: 'gone' }),
  },
  flags: {
    'a launch template with a Nitro type': {
      given: scaled('m7i.large'),
      finds: [refused, noEna, '  workers launches m7i.large by lt-1'],
    },
    'a launch configuration with a Nitro type': {
      given: configured(image()),
      finds: [refused, noEna, '  workers launches m7i.large by old'],
    },
    'a Xen type that would have ENA': {
      given: scaled('r4.large'),
      finds: [slow('r4.large'), noEna, '  workers launches r4.large by lt-1'],
    },
    'a type that would have the 82599 interface': {
      given: scaled('c4.large'),
      finds: [slow('c4.large'), noVf, '  workers launches c4.large by lt-1'],
    },
    'a flag that was set on the instance alone': {
      given: running('r4.large', { EnaSupport: true }),
      finds: [lost, noEna, '  i-app is a r4.large with the flag of its own'],
    },
    'the other flag that was set on the instance alone': {
      given: running('c4.large', { SriovNetSupport: 'simple' }),
      finds: [lost, noVf, '  i-app is a c4.large with the flag of its own'],
    },
    'a refused launch before what is only slow': {
      given: running('r4.large', { EnaSupport: true }, scaled('m7i.large')),
      finds: [
        refused,
        noEna,
        '  workers launches m7i.large by lt-1',
        '  i-app is a r4.large with the flag of its own',
      ],
    },
  },
  ignores: {
    'an image that nothing uses': image(),
    'an image that is launched on types without either': scaled('t2.micro'),
    'an instance that has the flag as little as its image': running('r4.large', { EnaSupport: false }),
    'an instance that is stopped': running('r4.large', { EnaSupport: true, State: { Name: 'stopped' } }),
    'a paravirtual image, which cannot have the flag': scaled('m7i.large', {
      VirtualizationType: 'paravirtual',
    }),
    'an image on its way out': scaled('m7i.large', { State: 'deregistered' }),
    'an image of another account': scaled('m7i.large', { OwnerId: '222222222222' }),
  },
  unknown: {
    'an image without the flag in the answer': {
      given: scaled('m7i.large', { EnaSupport: undefined }),
      says: ['ami-golden: its EnaSupport is not in the answer'],
    },
    'an image that may be paravirtual': {
      given: scaled('m7i.large', { VirtualizationType: undefined }),
      says: ['ami-golden: its VirtualizationType is not in the answer'],
    },
    'a type that was not read': {
      given: scaled('x9.large'),
      says: ['ami-golden: what x9.large supports was not read'],
    },
    'a launch template that was not read, besides a use that fits': {
      given: running('c4.large', {}, scaled('r4.large', { SriovNetSupport: 'simple' })).unread(
        'launchTemplateVersions',
      ),
      says: [
        'ami-golden: not all that is launched from it is known: the launch template of workers was not read',
      ],
    },
    'launches that are chosen by attributes': {
      given: running(
        'c4.large',
        {},
        scaled(
          'r4.large',
          { SriovNetSupport: 'simple' },
          {
            InstanceType: undefined,
            InstanceRequirements: {},
          },
        ),
      ),
      says: [
        'ami-golden: not all that is launched from it is known: workers chooses instance types by attributes',
      ],
    },
  },
})
