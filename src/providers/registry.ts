import { awsCostExplorerProvider } from './aws/cost-explorer-provider.ts';
import { awsExportsProvider } from './aws/exports-provider.ts';
import { filesProvider } from './files/provider.ts';
import type { Provider } from './provider.ts';

/** One line a provider; names at the command line, in the API and in documents follow from here. */
export const PROVIDERS: readonly Provider[] = [filesProvider, awsExportsProvider, awsCostExplorerProvider];
