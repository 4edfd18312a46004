import type { Provider } from '../schema/provider.ts'

/** The provider whose range an article gives for single courses. */
const TOLD_OF = 'relias'

/** @returns the provider whose range stands for single courses elsewhere, where a membership's own courses have no known price */
export const singlesElsewhere = (providers: readonly Provider[]): Provider | null =>
  providers.find(({ id }) => id === TOLD_OF) ?? null
