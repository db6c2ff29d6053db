import { registerLocaleData } from '@angular/common';
import french from '@angular/common/locales/fr';
import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app/app.config.js';
import { App } from './app/app.js';
import { allowEmptying } from './app/trusted-types.js';

allowEmptying();
registerLocaleData(french);
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
