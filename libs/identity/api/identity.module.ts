import { Global, Module, type DynamicModule, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorMiddleware } from './actor.middleware.js';
import { Actors } from './actors.js';
import { CentresController } from './centres/centres.controller.js';
import { Centres } from './centres/centres.service.js';
import { ColleaguesController } from './colleagues.controller.js';
import { identityEntities } from './entities.js';
import { FreshProof } from './fresh-proof.js';
import { People } from './people.js';
import { HandOver } from './hand-over.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { OwnSessions } from './own-sessions.service.js';
import { PROVIDERS, type Providers } from './providers.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { Authentication } from './sign-in/authentication.js';
import { Reauthentication } from './sign-in/reauthentication.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { FactorEnrolment } from './second-factor/enrolment.service.js';
import { FactorGate } from './second-factor/factor-gate.js';
import { FactorStore } from './second-factor/factor.store.js';
import { FactorGiving } from './second-factor/giving.service.js';
import { OwnFactors } from './second-factor/own-factors.service.js';
import { Passkeys } from './second-factor/passkeys.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { WebSessions } from './web-sessions.js';

/** People, centres, and how they sign in. */
@Global()
@Module({})
export class IdentityModule implements NestModule {
  static with(providers: Providers): DynamicModule {
    return {
      module: IdentityModule,
      imports: [TypeOrmModule.forFeature(identityEntities)],
      providers: [
        { provide: PROVIDERS, useValue: providers },
        WebSessions,
        Actors,
        People,
        Centres,
        FreshProof,
        Authentication,
        Reauthentication,
        SignInService,
        SessionsService,
        OwnSessions,
        HandOver,
        FactorGate,
        FactorStore,
        Passkeys,
        FactorEnrolment,
        FactorGiving,
        OwnFactors,
      ],
      controllers: [
        SignInController,
        SessionsController,
        OwnSessionsController,
        SecondFactorController,
        ColleaguesController,
        CentresController,
      ],
      exports: [WebSessions, Actors, People, Reauthentication, HandOver, TypeOrmModule],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ActorMiddleware).forRoutes('{*path}');
  }
}
