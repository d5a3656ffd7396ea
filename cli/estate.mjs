#!/usr/bin/env node
// The `estate` command: hands over to an up-to-date bundle, or to the sources where none can be kept.
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundledEntry } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const entry = await bundledEntry(root);
if (entry !== undefined) await import(pathToFileURL(entry).href);
else {
  const { register } = await import("tsx/esm/api");
  // The compiler flags are ours, not those of a tsconfig.json in the directory the command is called from.
  register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
  await import("./main.ts");
}
