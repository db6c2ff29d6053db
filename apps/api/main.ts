import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { readProviders } from '#identity/api';
import { readConfig, together } from '#kernel/api';
import { AppModule } from './app.module.js';
import { createApp } from './create-app.js';
import { demandSoundDatabase } from './sound-database.js';

try {
  const [config] = together(
    () => readConfig(),
    () => readProviders(process.env, { publicUrl: '' }),
  );
  await demandSoundDatabase(config);
  if (config.runs === 'worker') {
    const worker = await NestFactory.createApplicationContext(AppModule.with(config), { bufferLogs: true, abortOnError: false });
    worker.useLogger(worker.get(Logger));
    worker.enableShutdownHooks();
  } else {
    const app = await createApp(config);
    await (config.host ? app.listen(config.port, config.host) : app.listen(config.port));
    const { port } = app.getHttpServer().address() as AddressInfo;
    app.get(Logger).log(`Passerelle answers on port ${port}.`);
    // With PORT=0 only we know it.
    process.send?.({ port });
  }
} catch (error) {
  process.stderr.write(`Passerelle ne démarre pas : ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
