import type { Provider } from '../provider.ts'
import { blx } from './blx/index.ts'

/** Every provider that is scraped, by id. */
export const providers: readonly Provider[] = [blx]
