import '@angular/compiler';
import '@angular/localize/init';
import { registerLocaleData } from '@angular/common';
import french from '@angular/common/locales/fr';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

registerLocaleData(french);
setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
