/** Something that the person at the keyboard can put right: printed as one sentence, exit status 2, never a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
