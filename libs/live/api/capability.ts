import { capability } from '#kernel/api';
import { LiveModule } from './live.module.js';

export const liveCapability = capability({ name: 'live', module: () => LiveModule });
