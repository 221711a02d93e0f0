import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

interface Parent {
  readonly binary: string;
  readonly cwd: string;
  readonly logFile: string;
  /** Where the parent's own program is put. */
  readonly folder: string;
}

/** Has another Node process apply the saved plan `p`, and kills that process while Terraform is at work. */
export async function startDetachedParent({ binary, cwd, logFile, folder }: Parent): Promise<void> {
  for (const name of ['terraform-process', 'log-tail', 'files']) {
    const source = resolve(__dirname, '..', '..', '..', 'landfall', 'runner', `${name}.ts`);
    const { code } = transformFileSync(source, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, `${name}.js`), code);
  }
  const context = JSON.stringify({ binary, cwd, logFile, env: { PATH: process.env['PATH'] } });
  const script = `require('./terraform-process').runTerraform(${context}, ['apply', '-input=false', '-no-color', 'p'])`;
  writeFileSync(join(folder, 'parent.js'), script);
  const parent = spawn(process.execPath, [join(folder, 'parent.js')], { stdio: 'ignore' });
  const gone = new Promise((done) => parent.once('exit', done));
  while (!hasText(logFile, 'Provisioning with')) await new Promise((done) => setTimeout(done, 50));
  parent.kill('SIGKILL');
  await gone;
}

function hasText(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes(text);
  } catch {
    return false;
  }
}
