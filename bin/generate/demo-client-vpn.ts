import type { Account } from '../../test/support/account.ts'

/** How people work from home: set up in a hurry in Virginia, in March 2020, and anew in Ireland. */
export function demoClientVpn(virginia: Account, ireland: Account): void {
  virginia
    .clientVpn('staff', ['app-a'], {
      CreationTime: '2020-03-17T21:40:00',
      ConnectionLogOptions: { Enabled: false },
      SplitTunnel: false,
    })
    .authorizeClients('staff', '*', '0.0.0.0/0')
  ireland
    .clientVpn('staff', ['app-a', 'app-b'])
    .authorizeClients('staff', 'S-1-5-21-1004336348-1177238915-682003330-1201', '10.60.0.0/16')
}
