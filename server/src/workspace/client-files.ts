import type { ClientRequests } from '@unpool/shared/protocol/requests.ts';
import type { Connection } from 'vscode-languageserver';
import { digestOf, webHash } from '../evidence/digest.ts';
import type { Files } from './stored.ts';
import { isRoot } from './uri.ts';

type ReadFile = ClientRequests['unpool/readFile'];
type FileSize = ClientRequests['unpool/fileSize'];
type ReadFolder = ClientRequests['unpool/readFolder'];

/** Files read by the client, which knows what the workspace is: for a server in a browser worker. */
export function clientFiles(connection: Connection): Files {
  const read = async (uri: string): Promise<Uint8Array | undefined> => {
    const params: ReadFile['params'] = { uri };
    const answer = connection.sendRequest<ReadFile['result']>('unpool/readFile', params);
    return (await answer.catch(() => null)) ?? undefined; // a client that does not know the request has no such file
  };
  return {
    read,
    async size(uri) {
      const params: FileSize['params'] = { uri };
      const answer = connection.sendRequest<FileSize['result']>('unpool/fileSize', params);
      return (await answer.catch(() => null)) ?? undefined;
    },
    async digest(uri) {
      const bytes = await read(uri);
      return bytes && digestOf(uri, [bytes], webHash());
    },
    async list(folder) {
      const params: ReadFolder['params'] = { uri: isRoot(folder) ? `${folder}/` : folder };
      return connection.sendRequest<ReadFolder['result']>('unpool/readFolder', params).catch(() => []);
    },
  };
}
