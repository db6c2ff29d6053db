import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoggerModule } from 'nestjs-pino';
import { AccessRightsModule } from '#access-rights/api';
import { AuthorisationsModule } from '#authorisations/api';
import { DashboardsModule } from '#dashboards/api';
import { FormsModule } from '#forms/api';
import { IdentityModule, readProviders } from '#identity/api';
import { applicationDatabase, KernelModule, type Config } from '#kernel/api';
import { NotificationsModule } from '#notifications/api';
import { PatientsModule } from '#patients/api';
import { PharmacovigilanceModule } from '#pharmacovigilance/api';
import { ProtocolsModule } from '#protocols/api';
import { QueriesModule } from '#queries/api';
import { ACTS } from './acts.js';
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

/** The whole product, assembled: one line a capability. */
@Module({})
export class AppModule {
  static with(config: Config, { modules = [], env = process.env }: AppOptions = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(logging()),
        TypeOrmModule.forRoot({ ...applicationDatabase(config, DECLARED), retryAttempts: 0 }),
        KernelModule.with(config, ACTS),
        IdentityModule.with(readProviders(env, config)),
        AuthorisationsModule,
        AccessRightsModule,
        ProtocolsModule,
        PatientsModule,
        FormsModule,
        QueriesModule,
        PharmacovigilanceModule,
        NotificationsModule,
        DashboardsModule,
        ...modules,
      ],
      controllers: [HealthController],
    };
  }
}
