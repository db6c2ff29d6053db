import { AT_HOSPITAL, webCapability } from '#kernel/web';

const screens = () => import('../screens.js');

export const transfersOnScreen = webCapability({
  name: 'transfers',
  places: [{ path: '/transferts', label: $localize`Transferts`, icon: 'people', roles: AT_HOSPITAL, rank: 25 }],
  pages: [{ path: 'transferts', title: $localize`Transferts`, loadComponent: () => screens().then((m) => m.TransfersPage) }],
});
