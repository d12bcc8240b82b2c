/** Whether a text is a day of the calendar, `2027-01-31`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  // Some engines take the 31st of February for the 3rd of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
