/**
 * For authors of pages: `node --import tsx notebooks/preview-pages.ts [DATA] [PORT]` shows the
 * pages of the current snapshot and reloads them as they are edited.
 */
import { openWarehouse } from "./ask-warehouse.ts";
import { startFramework } from "./launcher/start-framework.ts";
import { preparePreview } from "./prepare-site.ts";

const [dataFolder = process.env.DEMOGRAPH_DATA ?? "data", port = "3000"] = process.argv.slice(2);
const { snapshotId, close } = await openWarehouse(dataFolder);
await close();
await preparePreview(dataFolder, snapshotId);
const command = ["preview", "--host", "127.0.0.1", "--port", port, "--no-open"];
const child = startFramework(command, null, "inherit");
// Who ends this process means the preview.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
