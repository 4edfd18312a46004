// Runs before the first paint: where this device holds a credential or a membership, the list waits for its verdicts and
// prices instead of changing before the reader's eyes. src/islands/device.ts writes what is read here.
try {
  const { credentials, held } = JSON.parse(localStorage.getItem('ce-counts'))
  if (credentials.length + held.length > 0) {
    const { dataset } = document.documentElement
    dataset.mine = credentials.length > 0 ? 'renews' : 'has'
    // By then the scripts of the page have put in place what is kept.
    document.addEventListener('DOMContentLoaded', () => (dataset.shown = ''))
  }
} catch {
  // Nothing is kept, or storage is blocked.
}
