import type { Provider } from '../provider.ts'
import { aama } from './aama/index.ts'
import { ace } from './ace/index.ts'
import { amaEdHub } from './ama-ed-hub/index.ts'
import { amt } from './amt/index.ts'
import { ascls } from './ascls/index.ts'
import { ascp } from './ascp/index.ts'
import { blx } from './blx/index.ts'
import { cdcLabTraining } from './cdc-lab-training/index.ts'
import { labUniversity } from './lab-university/index.ts'
import { labce } from './labce/index.ts'
import { mayoClinicLaboratories } from './mayo-clinic-laboratories/index.ts'
import { netce } from './netce/index.ts'
import { nursingce } from './nursingce/index.ts'
import { protrainings } from './protrainings/index.ts'
import { relias } from './relias/index.ts'
import { smilesForLife } from './smiles-for-life/index.ts'
import { texasHealthSteps } from './texas-health-steps/index.ts'
import { thinkCulturalHealth } from './think-cultural-health/index.ts'

/** Every provider that is scraped, by id. */
export const providers: readonly Provider[] = [
  aama,
  ace,
  amaEdHub,
  amt,
  ascls,
  ascp,
  blx,
  cdcLabTraining,
  labUniversity,
  labce,
  mayoClinicLaboratories,
  netce,
  nursingce,
  protrainings,
  relias,
  smilesForLife,
  texasHealthSteps,
  thinkCulturalHealth,
]
