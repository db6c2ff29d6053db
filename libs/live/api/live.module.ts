import { Module } from '@nestjs/common';
import { LiveStreams } from './live-streams.js';
import { LiveController } from './live.controller.js';

/** Who is told what changed, as it changes. */
@Module({ controllers: [LiveController], providers: [LiveStreams] })
export class LiveModule {}
