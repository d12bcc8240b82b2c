import type { DescribeImagesResult } from '@aws-sdk/client-ec2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, ec2Identity } from '../kind.ts'
import { nextToken } from '../paging.ts'

/**
 * The images that the account owns. Asked for by id, one that is gone would fail the whole request, and images outlive
 * in templates and on instances.
 */
export const images = defineKind({
  operation: 'ec2:DescribeImages',
  params: { Owners: ['self'] },
  paging: nextToken(1000),
  items: (page: Plain<DescribeImagesResult>) => page.Images,
  identify: (item, place) =>
    ec2Identity('Image', 'image', item.ImageId, place, { tags: item.Tags, owner: item.OwnerId }),
})
