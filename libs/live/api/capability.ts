import { capability } from '#kernel/api';
import { LiveModule } from './live.module.js';
import { LIVE_LOOKS } from './messages.fr.js';

export const liveCapability = capability({ name: 'live', module: () => LiveModule, looks: [LIVE_LOOKS] });
