import { Module } from '@nestjs/common';
import { DeskReader } from './desk.reader.js';
import { HomeController } from './home.controller.js';
import { HomeReader } from './home.reader.js';

/** What everyone sees of their activity. It reads, and changes nothing. */
@Module({ controllers: [HomeController], providers: [HomeReader, DeskReader] })
export class DashboardsModule {}
