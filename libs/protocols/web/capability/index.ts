import { webCapability } from '#kernel/web';

const screens = () => import('../screens.js');

export const protocolsOnScreen = webCapability({
  name: 'protocols',
  places: [
    { path: '/protocoles', label: $localize`Protocoles`, icon: 'book', roles: ['exploitant', 'data-manager', 'gestionnaire'], rank: 60 },
  ],
  pages: [
    { path: 'protocoles', title: $localize`Protocoles`, loadComponent: () => screens().then((m) => m.ProtocolsPage) },
    {
      path: 'protocoles/versions/:id',
      title: $localize`Version d’un protocole`,
      loadComponent: () => screens().then((m) => m.VersionPage),
    },
    {
      path: 'protocoles/versions/:id/differences/:other',
      title: $localize`Différences entre versions`,
      loadComponent: () => screens().then((m) => m.DifferencesPage),
    },
    {
      path: 'protocoles/versions/:id/passage/:other',
      title: $localize`Passage des fiches commencées`,
      loadComponent: () => screens().then((m) => m.PassagePage),
    },
  ],
});
