import type { RowOf } from '../../src/inventory/inventory.ts'
import { type ImageUse, type ImageUses, imageUses } from '../../src/network/image-uses.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Image = RowOf<'images'>

export default defineRule({
  id: 'enhanced-networking-ami-flag-mismatch',
  title: 'Own image lacks the enhanced networking flag that what is launched from it needs',
  topic: 'enhanced-networking',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['images', 'autoScalingGroups', 'instances', 'instanceTypes'],
  consults: ['launchTemplateVersions', 'launchConfigurations'],
  why: `An image says whether its drivers do enhanced networking. From one that does not say so, Nitro types do not start
at all, and types of the Xen generations start without it: seen when an Auto Scaling group grows, or after a disaster.`,
  fix: `Install the driver, set the flag on a stopped instance and make a new image of it; or register the image anew with
the flag.`,
  check: `Read EnaSupport and SriovNetSupport of the images in aws ec2 describe-images --owners self, and look for their
ids in launch templates.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/enhanced-networking-ena.html',

  *judge(inventory) {
    const usesOf = imageUses(inventory)
    for (const image of inventory.images) {
      if (!same(image.State, 'available') || same(image.VirtualizationType, 'paravirtual')) continue
      const judgement = judge(image, usesOf(image))
      if (judgement) yield judgement
    }
  },
})

/** What the lack of a flag does to a use, from worst to mildest. */
const MISFITS = ['refused', 'slow', 'lost'] as const
type Misfit = (typeof MISFITS)[number]

function judge(image: Image, { uses, unknown: more }: ImageUses): Judgement | undefined {
  const misfits = MISFITS.flatMap((misfit) =>
    uses.filter((use) => misfitOf(image, use) === misfit).map((use) => ({ use, misfit })),
  )
  const [worst] = misfits
  if (worst && !image.VirtualizationType) return unknown(image, 'its VirtualizationType is not in the answer')
  if (worst) {
    const all = misfits.map(({ use }) => use)
    return finding(image, worst.use, worst.misfit, all)
  }
  const doubt = uses.map((use) => doubtOf(image, use)).find((reason) => reason !== undefined)
  if (doubt) return unknown(image, doubt)
  if (!uses.some((use) => hasFlagFor(use, image))) return undefined
  const isComplete = image.EnaSupport === true && same(image.SriovNetSupport, 'simple')
  return more && !isComplete
    ? unknown(image, `not all that is launched from it is known: ${more}`)
    : pass(image)
}

/** Whether an image has the flag that a type goes by; undefined where that was not said, or there is none. */
function hasFlagFor({ mechanism }: ImageUse, image: Image): boolean | undefined {
  if (mechanism === undefined || mechanism === 'none') return undefined
  return mechanism === 'vf' ? same(image.SriovNetSupport, 'simple') : image.EnaSupport
}

function doubtOf(image: Image, use: ImageUse): string | undefined {
  if (use.mechanism === undefined) return `what ${use.instanceType} supports was not read`
  const isUnsaid = use.mechanism !== 'none' && hasFlagFor(use, image) === undefined
  return isUnsaid ? 'its EnaSupport is not in the answer' : undefined
}

function misfitOf(image: Image, use: ImageUse): Misfit | undefined {
  if (hasFlagFor(use, image) !== false) return undefined
  if (use.from !== undefined) return use.mechanism === 'ena-always' ? 'refused' : 'slow'
  // It runs, with the flag or without: that it was set says that it is wanted.
  return use.hasFlag ? 'lost' : undefined
}

const MESSAGES: Readonly<Record<Misfit, (use: ImageUse) => string>> = {
  refused: ({ by, instanceType }) =>
    `${by.id} launches ${instanceType} from this image, which lacks the ENA flag: every such launch is refused.`,
  slow: ({ by, instanceType }) =>
    `${by.id} launches ${instanceType} from this image, which lacks the flag for enhanced networking: those instances run without it.`,
  lost: ({ by }) =>
    `${by.id} was given the flag for enhanced networking later, and this image lacks it: what replaces the instance runs without it, or does not start.`,
}

function finding(image: Image, use: ImageUse, misfit: Misfit, all: readonly ImageUse[]): Judgement {
  const isVf = use.mechanism === 'vf'
  const { EnaSupport, SriovNetSupport } = image
  return fail(image, {
    message: MESSAGES[misfit](use),
    severity: misfit === 'refused' ? undefined : 'low',
    evidence: [
      [
        image,
        isVf ? `has SriovNetSupport ${SriovNetSupport ?? 'not set'}` : 'has EnaSupport false',
        { ImageId: image.id, EnaSupport, SriovNetSupport },
      ],
      ...all.slice(0, SHOWN).map(useFact),
    ],
    remediation: `aws ec2 modify-instance-attribute --instance-id ID ${isVf ? '--sriov-net-support simple' : '--ena-support'} for a stopped instance of this image that has the driver, then aws ec2 create-image --instance-id ID --name NAME, and name the new image in ${all.find((one) => one.from)?.from ?? 'what launches from this one'}`,
  })
}

/** Uses that are named one by one. */
const SHOWN = 5

const useFact = ({ by, instanceType, mechanism, from }: ImageUse): Evidence => [
  by,
  from === undefined
    ? `is a ${instanceType} with the flag of its own`
    : `launches ${instanceType} by ${from}`,
  { InstanceType: instanceType, mechanism, ...(from === undefined ? {} : { launchesFrom: from }) },
]
