import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import { covers, namesOf } from '../../src/network/certificate-names.ts'
import { account } from '../support/account.ts'
import type { Item } from '../support/facts-builder.ts'

describe('covers', () => {
  test.each<[string, string, boolean]>([
    ['www.example.com', 'www.example.com', true],
    ['www.example.com', 'WWW.Example.com.', true],
    ['example.com', 'www.example.com', false],
    ['*.example.com', 'www.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.www.example.com', false],
    ['*.example.com', '.example.com', false],
    ['*.example.com', 'www.notexample.com', false],
    ['*', 'localhost', false],
  ])('%s, %s: %s', (name, host, expected) => expect(covers(name, host)).toBe(expected))
})

describe('namesOf', () => {
  const names = (fields: Item<'certificates'>, detail?: Item<'certificateDetails'>): unknown => {
    const builder = account({ region: 'eu-west-1' }).add('certificates', {
      CertificateArn: 'arn:1',
      InUse: true,
      ...fields,
    })
    if (detail) builder.add('certificateDetails', detail, { CertificateArn: 'arn:1' })
    const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: builder.region })
    return namesOf(inventory.certificates.get('arn:1'), inventory)
  }
  const listed = { SubjectAlternativeNameSummaries: ['a'], HasAdditionalSubjectAlternativeNames: false }

  test('are those of the list', () => expect(names(listed)).toEqual(['a']))
  test('are not known where the list was cut', () =>
    expect(names({ ...listed, HasAdditionalSubjectAlternativeNames: true })).toBeUndefined())
  test('are then those of the certificate itself', () =>
    expect(
      names(
        { ...listed, HasAdditionalSubjectAlternativeNames: true },
        { CertificateArn: 'arn:1', SubjectAlternativeNames: ['a', 'b'] },
      ),
    ).toEqual(['a', 'b']))
  test('are not known of what was not read', () => {
    const inventory = new Facts(account().snapshot()).at({ account: '111111111111', region: 'us-east-1' })
    expect(namesOf(undefined, inventory)).toBeUndefined()
  })
})
