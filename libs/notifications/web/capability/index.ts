import { webCapability } from '#kernel/web';

const screens = () => import('../screens.js');

export const notificationsOnScreen = webCapability({
  name: 'notifications',
  places: [{ path: '/envois', label: $localize`E-mails`, icon: 'mail', roles: ['gestionnaire'], rank: 90 }],
  pages: [{ path: 'envois', title: $localize`E-mails à surveiller`, loadComponent: () => screens().then((m) => m.MailsPage) }],
});
