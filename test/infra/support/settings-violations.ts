import { ConfigurationError } from '../../../lib/domain/errors.ts';
import { readSettings } from '../../../lib/settings.ts';
import type { DeployedResource } from '../../support/bicep/deploy.ts';
import { at } from './at.ts';

/** Settings that the platform reads, and the app does not. */
const ofPlatform = [
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__queueServiceUri',
  'AzureWebJobsStorage__tableServiceUri',
  'AzureWebJobsDisableHomepage',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
];

/** Settings of the app that have no place in this deployment, and why. */
export const notDeployed: Record<string, string> = {
  AzureWebJobsStorage: 'a connection string: shared keys are off',
  STORAGE_CONNECTION_STRING: 'a connection string: shared keys are off',
  GRAPH_READER_CLIENT_SECRET: 'the identities sign; there is no secret',
  GRAPH_OPERATOR_CLIENT_SECRET: 'the identities sign; there is no secret',
  GRAPH_READER_CLIENT_CERTIFICATE_PATH: 'the identities sign; there is no certificate',
  GRAPH_OPERATOR_CLIENT_CERTIFICATE_PATH: 'the identities sign; there is no certificate',
  AZURE_FUNCTIONS_ENVIRONMENT: 'the platform sets it',
};

// https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations
const refusedByFlex = [
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_EXTENSION_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_TIME_ZONE',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'ENABLE_ORYX_BUILD',
];

const secrets = /WEBHOOK_URL$|HEARTBEAT_URL$|SECRET$|PASSWORD$/;

/** The settings of the deployed app. */
export function deployedSettings(resources: DeployedResource[]): Record<string, string> {
  const child = resources.find(({ type, name }) => type === 'Microsoft.Web/sites/config' && name === 'appsettings');
  return (child?.body.properties ?? {}) as Record<string, string>;
}

/** Every name that the app asks its environment for, however its schema is made. */
export function schemaNames(): string[] {
  const asked = new Set<string>();
  const environment = new Proxy({}, { get: (_target, name) => void asked.add(String(name)) });
  try {
    readSettings(environment);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
  }
  return [...asked].filter((name) => !name.startsWith('WEBSITE_'));
}

/** Settings that have one right value wherever the app is deployed. */
const settled: Record<string, string> = {
  AUTH_MODE: 'entra',
  TRUST_EASYAUTH: 'false',
  AzureWebJobsDisableHomepage: 'true',
  AzureWebJobsStorage__credential: 'managedidentity',
};

export function settingsViolations(resources: DeployedResource[]): string[] {
  const settings = deployedSettings(resources);
  const wrong = Object.entries(settled).filter(([name, value]) => settings[name] !== value);
  const signIn = resources.find(({ type, name }) => type === 'Microsoft.Web/sites/config' && name === 'authsettingsV2');
  return [
    ...wrong.map(([name]) => `setting ${name} is ${settings[name]}`),
    ...(at(signIn?.body, 'properties.platform.enabled') === false ? [] : ['the platform signs callers in in place of the app']),
    ...namedViolations(settings),
  ];
}

function namedViolations(settings: Record<string, string>): string[] {
  const known = [...schemaNames(), ...ofPlatform];
  return Object.entries(settings).flatMap(([name, value]) => [
    ...(known.includes(name) ? [] : [`setting ${name} is known to nobody`]),
    ...(notDeployed[name] ? [`setting ${name} has no place here: ${notDeployed[name]}`] : []),
    ...(refusedByFlex.includes(name) ? [`setting ${name} is refused by the plan`] : []),
    ...(/AccountKey=|SharedAccessSignature=|[?&]sig=/.test(value) ? [`setting ${name} holds a connection string`] : []),
    ...(secrets.test(name) && !/^@Microsoft\.KeyVault\(SecretUri=https:/.test(value) ? [`setting ${name} is a secret in the open`] : []),
  ]);
}
