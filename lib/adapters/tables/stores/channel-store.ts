import type { ChannelStore } from '../../../application/ports/ports.ts';
import type { ChannelRecord } from '../../../domain/channel/channel.ts';
import { encodeSegment } from '../rows/keys.ts';
import { encodeData, type RowReader } from '../rows/row-codec.ts';
import type { Table } from '../transport/table.ts';

const partitionKey = 'channels';

/** The table `Channels`: the sender's lease and the state of each channel. */
export function createChannelStore(table: Table, reader: RowReader): ChannelStore {
  return {
    get: async (name) => {
      const row = await table.get(partitionKey, encodeSegment(name));
      const value = row && reader.read<ChannelRecord>(row);
      return row && value ? { value, etag: row.etag } : undefined;
    },
    put: async (channel, etag) => {
      const row = { partitionKey, rowKey: encodeSegment(channel.name), cells: encodeData(channel) };
      const outcome = etag === undefined ? await table.create(row) : await table.replaceIfMatch(row, etag);
      return outcome.written ? outcome.etag : undefined;
    },
  };
}
