/** What a visitor chose on this device; it never leaves it. The only file that touches the device's storage. */
export interface Device {
  /** The credentials that she renews, two at most. */
  credentials: readonly string[]
}

const KEY = 'ce-counts'
const CHANGED = 'ce-counts:device'
const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9-]{1,120}$/.test(value)

/** What was chosen on this page, for where storage is blocked. */
let held: Device = { credentials: [] }

/** @returns what is kept; where storage is blocked or holds what is not ours, what was chosen on this page */
export function readDevice(): Device {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Device> | null
    const credentials: unknown = kept?.credentials
    return { credentials: Array.isArray(credentials) ? credentials.filter(isId).slice(0, 2) : [] }
  } catch {
    return held
  }
}

/** Keeps a choice and tells every part of the page. */
export function writeDevice(device: Device): void {
  held = device
  try {
    localStorage.setItem(KEY, JSON.stringify(device))
  } catch {
    // Blocked or full: the choice holds for this page.
  }
  window.dispatchEvent(new Event(CHANGED))
}

/** Calls back after every change, in this window or another one. @returns how to stop */
export function followDevice(listener: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) listener()
  }
  window.addEventListener(CHANGED, listener)
  window.addEventListener('storage', elsewhere)
  return () => {
    window.removeEventListener(CHANGED, listener)
    window.removeEventListener('storage', elsewhere)
  }
}
