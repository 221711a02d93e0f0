import tseslint from 'typescript-eslint';

/** Which folder may import which: the arrows of ARCHITECTURE.md, one row a folder. */
const layers = [
  {
    files: ['landfall/diagnostics/**'],
    ban: ['config', 'model', 'checks', 'analysis', 'runner', 'rehearsal', 'report', 'cli'],
  },
  { files: ['landfall/config/**'], ban: ['model', 'checks', 'analysis', 'runner', 'rehearsal', 'report', 'cli'] },
  { files: ['landfall/model/**'], ban: ['checks', 'analysis', 'runner', 'rehearsal', 'report', 'cli'] },
  { files: ['landfall/checks/**'], ban: ['analysis', 'runner', 'rehearsal', 'report', 'cli'] },
  { files: ['landfall/analysis/**'], ban: ['config', 'checks', 'runner', 'rehearsal', 'report', 'cli'] },
  { files: ['landfall/bench/**'], ban: ['checks', 'analysis', 'runner', 'rehearsal', 'report', 'cli'] },
  { files: ['landfall/adoption/**'], ban: ['analysis', 'rehearsal', 'report', 'bench', 'cli'] },
  { files: ['landfall/runner/**'], ban: ['checks', 'analysis', 'rehearsal', 'report', 'cli'] },
  { files: ['landfall/rehearsal/**'], ban: ['analysis', 'report', 'cli'] },
  { files: ['landfall/report/**'], ban: ['config', 'checks', 'runner', 'rehearsal', 'cli'] },
  {
    files: ['stacks/**', 'account-blueprints/**'],
    ban: ['config', 'checks', 'analysis', 'runner', 'rehearsal', 'report', 'cli'],
  },
  { files: ['main.ts'], ban: ['analysis', 'runner', 'rehearsal', 'report', 'bench', 'adoption', 'cli'] },
  { files: ['constructs/**'], ban: ['config', 'model', 'checks', 'analysis', 'runner', 'rehearsal', 'report', 'cli'] },
];
const barrel = {
  regex: '^@cdktf/provider-aws(/lib(/index)?)?$',
  message: 'Import provider resources one by one (@cdktf/provider-aws/lib/<resource>): the barrel costs five seconds.',
};
const cdktf = {
  group: ['cdktf', 'cdktf/*', '@cdktf/*', 'constructs'],
  message: 'Only main.ts, stacks/, account-blueprints/, constructs/ and custom/ may import cdktf.',
};
const layerGroup = ({ ban }) => ({
  group: ban.flatMap((folder) => [`**/landfall/${folder}/**`, `**/../${folder}/**`]),
  message: 'This folder may not import that one: see ARCHITECTURE.md.',
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'cdktf.out', '.landfall', 'landfall/rehearsal/emulator'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      // It binds a CommonJS module's own exports, which an ES import copies.
      '@typescript-eslint/no-require-imports': ['error', { allowAsImport: true }],
      'no-restricted-imports': ['error', { patterns: [barrel] }],
      eqeqeq: 'error',
    },
  },
  { files: ['landfall/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [barrel, cdktf] }] } },
  ...layers.map((layer) => ({
    files: layer.files.map((glob) => (glob.endsWith('.ts') ? glob : `${glob}/*.ts`)),
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [barrel, ...(layer.files[0].startsWith('landfall') ? [cdktf] : []), layerGroup(layer)] },
      ],
    },
  })),
  {
    files: ['__tests__/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
);
