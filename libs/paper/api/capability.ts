import { capability } from '#kernel/api';
import { PAPER_LOOKS } from '#paper/domain';
import { PaperModule } from './paper.module.js';

export const paperCapability = capability({ name: 'paper', module: () => PaperModule, looks: [PAPER_LOOKS] });
