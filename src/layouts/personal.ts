import { followDevice, readDevice } from '../islands/device.ts'

const isPersonal = () => readDevice().credentials.length + readDevice().held.length > 0

/** Loads what makes a static page personal, as soon as this device keeps something; nobody else pays for it. */
export function followPersonal(built: string): void {
  if (document.querySelector('[data-personal-list], [data-personal-price]') === null) return
  const load = async () => {
    if (!isPersonal()) return
    stop()
    const { showPersonal } = await import('../islands/personal.tsx')
    await showPersonal(built)
  }
  const stop = followDevice(() => void load().catch(() => undefined))
  void load().catch(() => undefined)
}
