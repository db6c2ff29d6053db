import { AUTHORISATION_PANELS } from '#authorisations/web/capability';
import { fills, webCapability } from '#kernel/web';
import { FILE_NOTICES } from '#patients/web/capability';

const screens = () => import('../screens.js');

export const continuityOnScreen = webCapability({
  name: 'continuity',
  parts: [
    fills(FILE_NOTICES, () => screens().then((m) => m.ContinuityNotice)),
    fills(AUTHORISATION_PANELS, () => screens().then((m) => m.RelaysPanel)),
  ],
});
