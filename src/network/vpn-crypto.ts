/**
 * The algorithms that Site-to-Site VPN still knows and that nobody should use: NIST withdraws SHA-1 by 2030 and allows
 * no group below 2048 bits, which 2 (1024) and 5 (1536) are.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 */
const WEAK: Readonly<Record<string, string>> = {
  ikev1: 'IKEv1',
  sha1: 'SHA-1',
  '2': 'Diffie-Hellman group 2',
  '5': 'Diffie-Hellman group 5',
}

/** The name of a weak IKE version (`ikev1`), integrity algorithm (`SHA1`) or group (2); undefined when it is none. */
export const weakName = (value: string | number | undefined): string | undefined =>
  value === undefined
    ? undefined
    : WEAK[
        String(value)
          .toLowerCase()
          .replace(/^sha-1$/, 'sha1')
      ]
