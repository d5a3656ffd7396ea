#!/usr/bin/env node
// The `estate` command: registers the TypeScript loader in this process (no second Node) and hands over.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
