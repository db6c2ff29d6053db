import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoggerModule } from 'nestjs-pino';
import { applicationDatabase, KernelModule, type Config } from '#kernel/api';
import { ACTS, CAPABILITIES, LETTERS, LOOKS, SUMS, TASKS } from './capabilities.js';
import { DECLARED } from './database.js';
import { HealthController } from './health.controller.js';
import { logging } from './logging.js';

/** What a test changes of the product. */
export interface AppOptions {
  /** Modules that probe the rest. */
  readonly modules?: NonNullable<ModuleMetadata['imports']>;
  /** The variables of the installation that a capability reads for itself. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The whole product, assembled. */
@Module({})
export class AppModule {
  static with(config: Config, { modules = [], env = process.env }: AppOptions = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(logging()),
        TypeOrmModule.forRoot({ ...applicationDatabase(config, DECLARED), retryAttempts: 0 }),
        KernelModule.with(config, { acts: ACTS, letters: LETTERS, tasks: TASKS, sums: SUMS, looks: LOOKS }),
        ...CAPABILITIES.flatMap(({ module }) => (module ? [module({ config, env })] : [])),
        ...modules,
      ],
      controllers: [HealthController],
    };
  }
}
