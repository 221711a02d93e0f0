// It concerns whoever chooses the SDK, not whoever reads what the tests say.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['<rootDir>/jest.properties.js'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // Dynamic imports carry the extension that Node wants; there is only a .ts beside it before the build.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
