import { MOST_COMPARED, writeDevice } from './device.ts'
import { useDevice } from './use-device.ts'

/** How many courses wait to be set side by side; nothing while there are none. */
export function CompareTray() {
  const { compared } = useDevice()
  if (compared.length === 0) return null
  return (
    <aside className="tray" aria-label="Courses to compare">
      <p role="status">
        <b>
          {compared.length} of {MOST_COMPARED}
        </b>{' '}
        to compare
      </p>
      <a className="button" href="/compare/">
        Compare
      </a>
      <button
        type="button"
        className="link"
        onClick={() => {
          writeDevice({ compared: [] })
          // The tray leaves with its button.
          document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true })
        }}
      >
        Clear
      </button>
    </aside>
  )
}
