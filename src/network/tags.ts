type Tags = readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined

/** Whether a tag's key or value holds one of these words and does not deny it: `reserved=false` does. */
export const isTaggedWith = (tags: Tags, words: readonly string[]): boolean =>
  tags?.some(({ Key = '', Value = '' }) => {
    const text = `${Key}=${Value}`.toLowerCase()
    return !/^(false|no)$/i.test(Value) && words.some((word) => text.includes(word))
  }) ?? false

/** Direct Connect writes the keys of tags in small letters: here they are as EC2 has them. */
export const ec2Tags = (
  tags: readonly { readonly key?: string | undefined; readonly value?: string | undefined }[] | undefined,
): { readonly Tags: Tags } => ({ Tags: tags?.map(({ key, value }) => ({ Key: key, Value: value })) })
