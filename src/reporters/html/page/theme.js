/** Light or dark: as the system is, until the reader chooses. */
import { button, byId } from './dom.js'

const KEY = 'awsnet-theme'

export function drawTheme() {
  const root = document.documentElement
  const kept = remembered()
  if (kept === 'light' || kept === 'dark') root.dataset['theme'] = kept
  const system = matchMedia('(prefers-color-scheme: dark)')
  const isDark = () => (root.dataset['theme'] ?? (system.matches ? 'dark' : 'light')) === 'dark'
  const change = button('', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark'
    remember(root.dataset['theme'])
    named()
  })
  change.className = 'control theme'
  const named = () => {
    change.textContent = isDark() ? 'Light theme' : 'Dark theme'
  }
  named()
  system.addEventListener('change', named)
  byId('head').append(change)
}

// Some browsers keep nothing for files.

function remembered() {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

/** @param {string} theme */
function remember(theme) {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // It holds as long as the page is open.
  }
}
