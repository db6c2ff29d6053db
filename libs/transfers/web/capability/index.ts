import { fills, webCapability } from '#kernel/web';
import { FILE_PANELS } from '#patients/web/capability';

const screens = () => import('../screens.js');

export const transfersOnScreen = webCapability({
  name: 'transfers',
  parts: [fills(FILE_PANELS, () => screens().then((m) => m.TransfersPanel))],
});
