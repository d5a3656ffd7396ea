/** Where the queues of a collector are. The folder above it is mounted, and has to be writable for the collector's user. */
import { COLLECTOR_FOLDER } from "../../../config/collector-names";

export const QUEUE_FOLDER = `${COLLECTOR_FOLDER}/queue`;
