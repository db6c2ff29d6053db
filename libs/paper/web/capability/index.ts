import { AUTHORISATION_PANELS } from '#authorisations/web/capability';
import { fills, webCapability } from '#kernel/web';
import { FILE_PANELS } from '#patients/web/capability';

const screens = () => import('../screens.js');

export const paperOnScreen = webCapability({
  name: 'paper',
  parts: [
    fills(AUTHORISATION_PANELS, () => screens().then((m) => m.BlankFormsPanel)),
    fills(FILE_PANELS, () => screens().then((m) => m.PatientBlankForms)),
  ],
});
