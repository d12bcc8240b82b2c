/**
 * Large blocks from which EC2 gives public addresses, each with its Region: an address of a block is only ever held in
 * that Region. From AWS's ip-ranges.json of 2023-06-16, service EC2; it lists more. Other services of AWS's use small
 * parts of such blocks for hosts that people know by name. Addresses of Global Accelerator and of CloudFront, and those
 * that customers bring, are in none.
 * https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html
 */
export const EC2_RANGES: readonly string[] = [
  '18.163.0.0/16 ap-east-1',
  '54.64.0.0/15 ap-northeast-1',
  '54.95.0.0/16 ap-northeast-1',
  '54.168.0.0/16 ap-northeast-1',
  '54.199.0.0/16 ap-northeast-1',
  '3.36.0.0/14 ap-northeast-2',
  '52.79.0.0/16 ap-northeast-2',
  '54.180.0.0/15 ap-northeast-2',
  '13.232.0.0/14 ap-south-1',
  '43.204.0.0/15 ap-south-1',
  '65.0.0.0/14 ap-south-1',
  '18.60.0.0/15 ap-south-2',
  '13.214.0.0/15 ap-southeast-1',
  '18.142.0.0/15 ap-southeast-1',
  '52.74.0.0/16 ap-southeast-1',
  '52.76.128.0/17 ap-southeast-1',
  '52.220.0.0/15 ap-southeast-1',
  '54.179.0.0/16 ap-southeast-1',
  '3.24.0.0/14 ap-southeast-2',
  '99.79.0.0/16 ca-central-1',
  '3.124.0.0/14 eu-central-1',
  '18.156.0.0/14 eu-central-1',
  '52.57.0.0/16 eu-central-1',
  '54.93.0.0/16 eu-central-1',
  '16.62.0.0/15 eu-central-2',
  '13.50.0.0/16 eu-north-1',
  '13.53.0.0/16 eu-north-1',
  '16.168.0.0/15 eu-north-1',
  '15.161.0.0/16 eu-south-1',
  '52.208.0.0/13 eu-west-1',
  '54.170.0.0/15 eu-west-1',
  '54.220.0.0/16 eu-west-1',
  '79.125.0.0/17 eu-west-1',
  '99.80.0.0/15 eu-west-1',
  '51.112.0.0/16 me-central-1',
  '15.184.0.0/16 me-south-1',
  '18.208.0.0/13 us-east-1',
  '34.224.0.0/12 us-east-1',
  '35.153.0.0/16 us-east-1',
  '50.19.0.0/16 us-east-1',
  '52.0.0.0/15 us-east-1',
  '52.44.0.0/15 us-east-1',
  '52.54.0.0/15 us-east-1',
  '52.90.0.0/15 us-east-1',
  '52.200.0.0/13 us-east-1',
  '174.129.0.0/16 us-east-1',
  '18.188.0.0/16 us-east-2',
  '18.190.0.0/16 us-east-2',
  '18.144.0.0/15 us-west-1',
  '54.67.0.0/16 us-west-1',
  '54.183.0.0/16 us-west-1',
  '35.80.0.0/12 us-west-2',
  '44.224.0.0/11 us-west-2',
  '52.12.0.0/15 us-west-2',
  '52.75.0.0/16 us-west-2',
  '54.68.0.0/14 us-west-2',
  '54.212.0.0/15 us-west-2',
  '54.218.0.0/16 us-west-2',
  '54.244.0.0/16 us-west-2',
  '100.20.0.0/14 us-west-2',
]

export interface Ec2Range {
  readonly cidr: string
  /** Undefined where nobody said it. */
  readonly region: string | undefined
}

/** Finds the range of an IPv4 address; ranges are written `52.0.0.0/15 us-east-1`. */
export function rangeFinder(ranges: readonly string[]): (address: string) => Ec2Range | undefined {
  const sorted = ranges
    .flatMap((text) => {
      const [cidr = '', region] = text.trim().split(/\s+/)
      const [first, length = '32'] = cidr.split('/')
      const start = numberOf(first ?? '')
      return start === undefined ? [] : [{ cidr, region, start, end: start + 2 ** (32 - Number(length)) }]
    })
    .toSorted((a, b) => a.start - b.start)
  return (address) => {
    const at = numberOf(address)
    return at === undefined ? undefined : sorted.find(({ start, end }) => start <= at && at < end)
  }
}

/** Numbers, as records have many addresses: 32 bits need no bigint. */
function numberOf(address: string): number | undefined {
  const octets = address.split('.')
  if (octets.length !== 4) return undefined
  let value = 0
  for (const octet of octets) value = value * 256 + Number(octet)
  return Number.isInteger(value) ? value : undefined
}
