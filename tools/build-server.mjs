/**
 * Builds everything that runs on Node into dist/: tsc with the plugin of @nestjs/swagger, which writes into the messages what the OpenAPI
 * document says of them. Prints what is wrong and exits with 1.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as plugin from '@nestjs/swagger/plugin';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '..');

const SWAGGER = {
  dtoFileNameSuffix: ['.messages.ts'],
  controllerFileNameSuffix: ['.controller.ts'],
  introspectComments: true,
  esmCompatible: true,
  classValidatorShim: true,
};

/** @returns {boolean} whether all of it compiled; nothing is written when it did not. */
export function buildServer() {
  const file = path.join(ROOT, 'tsconfig.server.json');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: print };
  const config = ts.getParsedCommandLineOfConfigFile(
    file,
    { noEmitOnError: true, tsBuildInfoFile: path.join(ROOT, 'dist/build.tsbuildinfo') },
    host,
  );
  if (!config) return false;
  const program = ts.createIncrementalProgram({
    rootNames: config.fileNames,
    options: config.options,
    configFileParsingDiagnostics: config.errors,
  });
  // The builder keeps its own program: the plugin asks the types of that one.
  const transformers = { before: [plugin.before(SWAGGER, program.getProgram())] };
  const diagnostics = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
  if (diagnostics.length === 0) program.emit(undefined, undefined, undefined, undefined, transformers);
  else print(...diagnostics);
  return diagnostics.length === 0;
}

function print(...diagnostics) {
  const place = { getCurrentDirectory: () => ROOT, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
  process.stderr.write(ts.formatDiagnosticsWithColorAndContext(diagnostics, place));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(buildServer() ? 0 : 1);
